import { emptyChain, hashOf } from "#core/audit-chain.ts";
import type { OutboxEntry } from "#core/outbox.ts";
import { canaryIn } from "./canaries.ts";
import { checkTruth, isOurs } from "./invariants.ts";
import type { Machine } from "./machine.ts";
import type { World } from "./world.ts";

const UNSETTLED: ReadonlySet<string> = new Set(["held", "queued", "sending", "confirming"]);

/** What must hold of every disk once everything has had time to heal. */
export function checkEnd(world: World, machines: readonly Machine[]): void {
  for (const machine of machines) {
    const entries = machine.disk.entries();
    checkNothingLost(world, machine, entries);
    checkOneDecisionEach(world, entries);
    checkAudit(world, machine);
    for (const entry of entries) checkEntry(world, machine, entry);
    const canary = canaryIn(machine.disk.text());
    if (canary !== undefined) world.witness.violate("I11", `${machine.name}'s disk holds the secret ${canary}`);
  }
  const canary = canaryIn(world.witness.lines().join("\n"));
  if (canary !== undefined) world.witness.violate("I11", `the trace holds the secret ${canary}`);
}

/** What must hold some time after the last fault: no decision from before it lies about while it could be sent. */
export function checkPrompt(world: World, machines: readonly Machine[], since: number): void {
  for (const machine of machines)
    for (const entry of machine.disk.entries()) {
      const age = world.time.now() + machine.skew() - entry.recordedAt;
      const left = (world.deadlines.get(entry.tokenId) ?? 0) - world.time.now();
      if (isUnsettled(entry) && age > since && left > 0)
        world.witness.violate("I10", `${entry.decisionId} is ${entry.status.state} ${since} ms after the last fault`);
    }
}

/** True while an entry still has to come to its end by itself. */
export function isUnsettled(entry: OutboxEntry): boolean {
  return UNSETTLED.has(entry.status.state);
}

function checkNothingLost(world: World, machine: Machine, entries: readonly OutboxEntry[]): void {
  for (const { machine: name, entry } of world.witness.acknowledged) {
    if (name !== machine.name) continue;
    const kept = entries.find(({ decisionId }) => decisionId === entry.decisionId);
    if (kept === undefined) world.witness.violate("I1", `${entry.decisionId} was acknowledged and is gone`);
    else if (kept.decisionJson !== entry.decisionJson)
      world.witness.violate("I1", `${entry.decisionId} was acknowledged and has changed`);
  }
}

function checkOneDecisionEach(world: World, entries: readonly OutboxEntry[]): void {
  const standing = entries.filter(({ status }) => status.state !== "withdrawn").map(({ tokenId }) => tokenId);
  if (new Set(standing).size !== standing.length) world.witness.violate("I7", "a token has two standing decisions");
}

function checkEntry(world: World, machine: Machine, entry: OutboxEntry): void {
  const { witness } = world;
  const { state } = entry.status;
  checkTruth(world, entry);
  if (isUnsettled(entry)) witness.violate("I10", `${entry.decisionId} on ${machine.name} is still ${state}`);
  const token = world.server.token(entry.tokenId);
  if (isOurs(token?.output, entry) && state !== "delivered")
    witness.violate("I3", `${entry.decisionId} stands on the server and is called ${state}`);
  if (state === "parked" && token?.status !== "WAITING")
    witness.violate("I10", `${entry.decisionId} is parked though its token is ${token?.status}`);
  const effect = world.effects.get(entry.tokenId) ?? [];
  if (effect.length > 1) witness.violate("I7", `${entry.tokenId} has ${effect.length} effects`);
  if (effect.includes(entry.decisionId) && (state !== "delivered" || entry.verdict !== "approve"))
    witness.violate("I3", `${entry.decisionId} took effect and is called ${state}`);
}

function checkAudit(world: World, machine: Machine): void {
  const { witness } = world;
  let head = emptyChain;
  const recorded = new Set<string>();
  const intents = new Map<string, number>();
  for (const entry of machine.disk.audit()) {
    if (entry.seq !== head.seq + 1 || entry.previous !== head.hash || entry.hash !== hashOf(entry, world.crypto))
      witness.violate("audit", `${machine.name}'s chain breaks at entry ${entry.seq}`);
    head = { seq: entry.seq, hash: entry.hash };
    if (entry.kind === "decision.recorded") recorded.add((entry.data["decision"] as { decisionId: string }).decisionId);
    const id = String(entry.data["decisionId"]);
    if (entry.kind === "decision.sending") intents.set(id, (intents.get(id) ?? 0) + 1);
  }
  for (const { decisionId } of machine.disk.entries()) {
    const sends = witness.sent.get(decisionId)?.length ?? 0;
    if (!recorded.has(decisionId)) witness.violate("I8", `${decisionId} is not in the audit log`);
    if ((intents.get(decisionId) ?? 0) < sends) witness.violate("I8", `${decisionId} was sent unaudited`);
  }
}
