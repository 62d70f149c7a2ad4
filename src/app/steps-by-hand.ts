import type { Drain } from "#app/drain.ts";
import type { Clock, Outbox } from "#app/ports.ts";
import type { ShownRequests } from "#app/shown-requests.ts";
import { ConsoleError } from "#core/error.ts";
import { mayHaveReachedServer, type OutboxEntry, type OutboxState } from "#core/outbox.ts";
import { type DecisionAction, possibleActions } from "#core/possible-actions.ts";

interface StepPorts {
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly drain: Pick<Drain, "take">;
  readonly shown: Pick<ShownRequests, "assertSeen">;
  readonly moved: (entry: OutboxEntry) => void;
}

/** What a person does with a decision that is not at its end: undo, withdraw, send now, send anyway, look again. */
export function createStepsByHand({ clock, outbox, drain, shown, moved }: StepPorts) {
  /** Takes the step on disk, and nothing else: who calls says the rest. */
  function step({ decisionId, ...entry }: OutboxEntry, action: DecisionAction): OutboxEntry {
    const now = clock.now();
    const status: OutboxState =
      action === "undo" || action === "withdraw"
        ? { state: "withdrawn", withdrawnAt: now }
        : {
            state: "queued",
            reason: "first",
            nextAttemptAt: now,
            ...(mayHaveReachedServer(entry) && { mayHaveLanded: true }),
          };
    return outbox.move(
      decisionId,
      { status },
      { at: now, kind: `decision.${action}`, data: { decisionId, ...status } },
    );
  }

  /**
   * Takes the step where it would be true.
   *
   * @throws ConsoleError `decision/unknown` or `decision/not-possible`, and what `assertSeen` throws before "send anyway".
   */
  function change(decisionId: string, action: DecisionAction): OutboxEntry {
    const entry = outbox.find(decisionId);
    if (entry === undefined) throw new ConsoleError("decision/unknown", "There is no such decision on this machine.");
    if (!possibleActions(entry).includes(action))
      throw new ConsoleError("decision/not-possible", "That can no longer be done: the decision has moved on.");
    if (action === "send-now" && entry.status.state === "queued") {
      drain.take(entry);
      return entry;
    }
    if (action === "send-anyway") shown.assertSeen(entry.tokenId, entry.requestDigest);
    const next = step(entry, action);
    if (next.status.state === "queued") drain.take(next);
    moved(next);
    return next;
  }

  return { step, change };
}
