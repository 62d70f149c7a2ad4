import { hashOf, GENESIS } from "#core/audit-chain.ts";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import type { StoreOnDisk } from "#test/fixtures/open-store.ts";

/** What a process was told is on disk: a decision, and the attempts it had by then. */
export interface Promised {
  readonly decisionId: string;
  readonly attempts: number;
}

/** The `ack DECISION_ID [ATTEMPTS]` lines of a process's output; a line that was cut off promised nothing. */
export function parsePromises(output: string): Promised[] {
  return output
    .split("\n")
    .slice(0, -1)
    .map((line) => /^ack (?<id>\S+)(?: (?<attempts>\d+))?$/u.exec(line)?.groups)
    .flatMap((groups) => (groups === undefined ? [] : [groups]))
    .map((groups) => ({ decisionId: groups["id"] ?? "", attempts: Number(groups["attempts"] ?? 0) }));
}

/** The promises that the store does not keep. */
export function brokenPromises(store: StoreOnDisk, promised: readonly Promised[]): Promised[] {
  return promised.filter(({ decisionId, attempts }) => {
    const entry = store.outbox.find(decisionId);
    return entry === undefined || entry.attempts < attempts;
  });
}

/** True where the audit chain is whole and names exactly the decisions that are there. */
export function isConsistent(store: StoreOnDisk): boolean {
  let previous = GENESIS;
  const recorded = new Set<unknown>();
  for (const entry of store.audit.entries()) {
    if (entry.previous !== previous || hashOf(entry, nodeCrypto) !== entry.hash) return false;
    previous = entry.hash;
    if (entry.kind === "decision.recorded") recorded.add(decisionIdIn(entry.data));
  }
  const entries = store.outbox.recent(-1);
  return entries.length === recorded.size && entries.every((entry) => recorded.has(entry.decisionId));
}

/** The console writes the whole decision down, the plain recorder its id alone. */
function decisionIdIn(data: Readonly<Record<string, unknown>>): unknown {
  const { decision } = data as { readonly decision?: { readonly decisionId?: unknown } };
  return decision === undefined ? data["decisionId"] : decision.decisionId;
}
