import type { AuditPages } from "#adapters/sqlite/audit-pages.ts";
import type { Clock, Crypto, Signer, Timer } from "#app/ports.ts";
import { CHECKPOINT } from "#core/audit-chain.ts";
import { createChainCheck } from "#core/audit-verify.ts";
import type { AuditCheck } from "#ipc/audit-views.ts";

/** So few that the window, the tray and the outbox have their turn in between: about ten milliseconds. */
const ENTRIES_A_SLICE = 100;
const MOST_PROBLEMS_TOLD = 20;

export interface VerifyAuditPorts {
  readonly pages: AuditPages;
  readonly deviceId: () => string;
  readonly crypto: Crypto;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly timer: Timer;
}

/**
 * Checks the whole log on disk, entry by entry, a slice at a time. One check runs at once; whoever asks meanwhile gets
 * the same answer. Beside what an export is checked for, the heads that the newest decisions carry have to be in it, so
 * that an end that was cut off is noticed.
 */
export function createAuditCheck(ports: VerifyAuditPorts): () => Promise<AuditCheck> {
  let running: Promise<AuditCheck> | undefined;
  return () => {
    running ??= checkAudit(ports).finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function checkAudit({ pages, deviceId, crypto, signer, clock, timer }: VerifyAuditPorts): Promise<AuditCheck> {
  const problems: { entry: number; problem: string }[] = [];
  const otherKeys = new Set<string>();
  let problemCount = 0;
  let entries = 0;
  let checkpoint: AuditCheck["checkpoint"];
  const report = (entry: number, problem: string): void => {
    problemCount += 1;
    if (problems.length < MOST_PROBLEMS_TOLD) problems.push({ entry, problem });
  };
  const chain = createChainCheck({
    crypto,
    device: deviceId(),
    // A keychain that was lost is no broken chain; whoever reads the result is told how many other keys signed.
    counts: (publicKey) => {
      if (publicKey !== signer.publicKey) otherKeys.add(publicKey);
      return true;
    },
    report,
  });
  // Taken before the first entry is read: what is decided meanwhile is behind the end of this check.
  const unseen = new Set(pages.witnesses());
  unseen.delete(chain.head().hash);
  let last = 0;
  for (;;) {
    const slice = pages.after(last, ENTRIES_A_SLICE);
    for (const { seq, entry } of slice) {
      last = seq;
      entries += 1;
      if (entry === undefined) {
        report(seq, "it cannot be read");
        continue;
      }
      chain.check(entry, seq);
      unseen.delete(entry.hash);
      if (entry.kind === CHECKPOINT) checkpoint = { entry: seq, at: Date.parse(entry.at) };
    }
    if (slice.length < ENTRIES_A_SLICE) break;
    await new Promise<void>((resolve) => timer.after(0, resolve));
  }
  for (const head of unseen) report(last, `the head ${head}, which a decision carries, is not in the log`);
  return {
    entries,
    checkedAt: clock.now(),
    ...(checkpoint !== undefined && { checkpoint }),
    otherKeys: otherKeys.size,
    problemCount,
    problems,
  };
}
