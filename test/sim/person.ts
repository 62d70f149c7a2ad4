import type { Card } from "#app/card.ts";
import type { CheckedEdits } from "#app/checked-edits.ts";
import type { Change } from "#app/console.ts";
import type { Intention } from "#app/record-decision.ts";
import { type Digest, digestOf } from "#core/digest.ts";
import { ConsoleError, type ErrorCode, errorCodeOf } from "#core/error.ts";
import type { TokenId } from "#core/identifiers.ts";
import type { OutboxEntry } from "#core/outbox.ts";
import { possibleActions } from "#core/possible-actions.ts";
import { canaryIn } from "./canaries.ts";
import type { Machine } from "./machine.ts";
import { type Process, ProcessDied } from "./process.ts";
import type { World } from "./world.ts";

const PAINT_MS = 40;
/** What a person must have had before the eyes for this long, awake, before it may be decided. */
const LEAST_SEEN_MS = 500;

/** What an operator may be told when something is not possible now. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  "gate/changed",
  "gate/just-appeared",
  "gate/not-shown",
  "gate/not-approvable",
  "gate/settled",
  "gate/past-deadline",
  "decision/duplicate",
  "decision/not-possible",
  "store/refused",
]);

interface Sight {
  readonly process: Process;
  readonly tokenId: TokenId;
  digest: Digest | undefined;
  since: number;
}

/** An operator at a machine, through the same calls as the window's: opens cards, reads, decides, undoes, looks after what is parked. */
export function seatPerson(world: World, machine: Machine): void {
  const { profile, witness } = world;
  const dice = world.dice.fork(`person ${machine.name}`);
  const looked = new Set<string>();
  const kept = new Set<string>();
  let sight: Sight | undefined;
  let busyUntil = 0;

  machine.onChange((change) => {
    if (isAboutSight(change)) machine.after(5, () => sight && paint(sight));
  });

  function isAboutSight(change: Change): boolean {
    return change.topic === "card.changed" && change.tokenId === sight?.tokenId && isLiving(sight.process);
  }

  function isLiving(process: Process): boolean {
    return process.isAlive() && machine.process() === process;
  }

  function goOn(): void {
    machine.after(dice.whole(200, world.isHealing() ? 5_000 : 3_500), () => {
      const process = machine.process();
      if (sight !== undefined && !isLiving(sight.process)) sight = undefined;
      if (process !== undefined && machine.awakeFor() >= busyUntil) act(process);
      goOn();
    });
  }

  function act(process: Process): void {
    const entries = process.console.recent(50);
    for (const entry of entries) if (entry.status.state === "held" && considerUndo(process, entry)) return;
    const parked = entries.filter(({ status }) => status.state === "parked");
    const needsMe = parked.find(({ decisionId }) => !looked.has(`${process.boot} ${world.isHealing()} ${decisionId}`));
    if (needsMe !== undefined && (world.isHealing() || dice.chance(0.5))) return attend(process, needsMe);
    const queued = entries.find(({ status }) => status.state === "queued");
    if (queued !== undefined && dice.chance(0.05)) return press(process, queued, "send-now");
    const waiting = process.console.waiting({ search: "", order: "deadline" });
    const gate = waiting[dice.whole(0, Math.max(0, waiting.length - 1))];
    if (gate !== undefined) openAndDecide(process, gate.gate.tokenId);
  }

  function considerUndo(process: Process, entry: OutboxEntry): boolean {
    if (kept.has(entry.decisionId)) return false;
    kept.add(entry.decisionId);
    if (!dice.chance(profile.undo)) return false;
    press(process, entry, "undo");
    return true;
  }

  function openAndDecide(process: Process, tokenId: TokenId): void {
    if (dice.chance(profile.intruder)) intrude(process, tokenId);
    look(process, tokenId);
    const reading = dice.chance(profile.haste) ? dice.whole(0, 600) : dice.whole(600, 6_000);
    busyUntil = machine.awakeFor() + PAINT_MS + reading;
    // A careless person presses for what was there a moment ago.
    let remembered: Digest | undefined;
    machine.after(PAINT_MS + reading / 2, () => (remembered = sight?.digest));
    machine.after(PAINT_MS + reading, () => {
      if (sight?.tokenId !== tokenId || !isLiving(process)) return;
      const digest = dice.chance(0.5) ? remembered : sight.digest;
      if (digest === undefined) return;
      decide(process, tokenId, digest);
      // A double click is two calls.
      if (dice.chance(0.1) && isLiving(process)) decide(process, tokenId, digest);
    });
  }

  function look(process: Process, tokenId: TokenId): void {
    if (sight?.process !== process || sight.tokenId !== tokenId)
      sight = { process, tokenId, digest: undefined, since: 0 };
    paint(sight);
  }

  function paint(seen: Sight): void {
    if (!isLiving(seen.process) || sight !== seen) return;
    const card = attempt(() => seen.process.console.openCard(seen.tokenId));
    if (card === undefined) return;
    listenFor(card);
    const { digest, request } = card;
    if (request !== undefined && digest !== undefined && digestOf(request, world.crypto) !== digest)
      witness.violate("I9", `the card of ${seen.tokenId} shows another request than its digest says`);
    if (digest === seen.digest) return;
    seen.digest = undefined;
    if (digest === undefined) return;
    machine.after(PAINT_MS, () => {
      if (!isLiving(seen.process) || sight !== seen || seen.digest !== undefined) return;
      seen.digest = digest;
      seen.since = machine.awakeFor();
      attempt(() => seen.process.console.painted(seen.tokenId, digest));
    });
  }

  function decide(process: Process, tokenId: TokenId, digest: Digest): void {
    const verdict: Intention["verdict"] = dice.chance(0.8) ? "approve" : "reject";
    const edits =
      verdict === "approve" && dice.chance(0.2) ? [{ op: "replace", path: "/reference", value: "E" } as const] : [];
    const comment = verdict === "reject" ? dice.pick(["No.", "Quotes tr_dev_0123456789abcdef, which is no key."]) : "";
    witness.note(`${machine.name} decides ${tokenId}`);
    const intention: Intention = { tokenId, digest, verdict, edits, comment };
    if (edits.length === 0) {
      take(process, intention);
      return;
    }
    void checkAndTake(process, intention);
  }

  /** Edits are checked first, in another thread: whatever happens meanwhile happens between the two. */
  async function checkAndTake(process: Process, intention: Intention): Promise<void> {
    try {
      const checked = await process.console.checkEdits(intention);
      if (isLiving(process)) take(process, intention, checked);
    } catch (error) {
      attempt(() => {
        throw error;
      });
    }
  }

  function take(process: Process, intention: Intention, checked?: CheckedEdits): void {
    const { tokenId, digest } = intention;
    const entry = attempt(() => process.console.decide(intention, checked));
    if (entry === undefined) return;
    witness.acknowledged.push({ machine: machine.name, entry });
    const seen = sight?.tokenId === tokenId && sight.digest === digest ? machine.awakeFor() - sight.since : undefined;
    if (seen === undefined || seen < LEAST_SEEN_MS || entry.requestDigest !== digest)
      witness.violate("I9", `${entry.decisionId} was taken on what the person had not seen (${seen} ms)`);
  }

  /** A window that has been taken over decides on what nobody was shown. */
  function intrude(process: Process, tokenId: TokenId): void {
    if (sight?.tokenId === tokenId) return;
    const digest = (process.console.booked(tokenId)?.gate.envelope as { digest?: Digest } | undefined)?.digest;
    if (digest === undefined) return;
    const entry = attempt(() =>
      process.console.decide({ tokenId, digest, verdict: "approve", edits: [], comment: "" }),
    );
    if (entry !== undefined) witness.violate("I9", `${entry.decisionId} was taken without any card`);
  }

  function attend(process: Process, entry: OutboxEntry): void {
    looked.add(`${process.boot} ${world.isHealing()} ${entry.decisionId}`);
    if (dice.chance(profile.intruder) && sight?.tokenId !== entry.tokenId) press(process, entry, "send-anyway");
    look(process, entry.tokenId);
    const reading = dice.whole(600, 3_000);
    busyUntil = machine.awakeFor() + PAINT_MS + reading;
    machine.after(PAINT_MS + reading, () => {
      if (!isLiving(process)) return;
      const current = process.console.recent(50).find(({ decisionId }) => decisionId === entry.decisionId);
      if (current?.status.state !== "parked") return;
      const [first, ...others] = possibleActions(current);
      if (first === undefined) return;
      const action = world.isHealing() ? (others.at(-1) ?? first) : dice.pick([first, ...others]);
      if (action === "send-anyway" && sight?.tokenId === entry.tokenId && sight.digest === entry.requestDigest)
        witness.heldAtDeath.delete(entry.decisionId);
      press(process, current, action);
    });
  }

  function press(
    process: Process,
    entry: OutboxEntry,
    action: Parameters<Process["console"]["changeByHand"]>[1],
  ): void {
    witness.note(`${machine.name} presses ${action} on ${entry.decisionId}`);
    attempt(() => process.console.changeByHand(entry.decisionId, action));
  }

  function listenFor(card: Card): void {
    const canary = canaryIn(JSON.stringify(card));
    if (canary !== undefined) witness.violate("I11", `the card of ${card.booked.gate.tokenId} shows ${canary}`);
  }

  function attempt<T>(step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      const told = error instanceof ConsoleError ? canaryIn(error.message) : undefined;
      if (told !== undefined) witness.violate("I11", `a refusal tells ${told}`);
      if (error instanceof ProcessDied || REFUSALS.has(errorCodeOf(error))) witness.note(`refused: ${String(error)}`);
      else
        witness.violate(
          "no unexpected failure",
          error instanceof Error ? (error.stack ?? error.message) : String(error),
        );
      return undefined;
    }
  }

  goOn();
}
