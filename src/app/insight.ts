import { createAttention } from "#app/attention.ts";
import type { Clock, InsightFacts, Timer } from "#app/ports.ts";
import type { Verdict } from "#core/envelope.ts";
import type { TokenId } from "#core/identifiers.ts";
import {
  HASTY_APPROVALS,
  type Haste,
  type Insight,
  INSIGHT_WEEKS,
  judgeHaste,
  summariseInsight,
} from "#core/insight.ts";

/** A write waits for the disk, and whatever follows a decision at once waits with it. */
const BEHIND_MS = 1_000;
const KEPT_MS = 366 * 24 * 60 * 60_000;

export interface InsightPorts {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly facts: InsightFacts;
  /** Under which time on the card approvals are hasty, as a rule; milliseconds. */
  readonly hastyMs: () => number;
  /** The begin of the week so many weeks before this one, where the operator is. */
  readonly weekStart: (now: number, weeksAgo: number) => number;
  readonly hourOf: (at: number) => number;
  readonly complain: (error: unknown) => void;
}

/** A decision that was recorded just now. */
interface Decided {
  readonly decisionId: string;
  readonly tokenId: TokenId;
  readonly verdict: Verdict;
  /** Milliseconds since the gate opened, in server time; undefined where that is not known. */
  readonly waitedMs: number | undefined;
}

/** How this operator works with the console, measured here and told to nobody else. */
export interface InsightKeeper {
  focused(focused: boolean): void;
  resting(resting: boolean): void;
  opened(tokenId: TokenId | undefined): void;
  painted(tokenId: TokenId): void;
  decided(decision: Decided): void;
  /** Approvals of late that were too quick to have been read; undefined where they were not. */
  haste(): Haste | undefined;
  read(): Insight;
}

export function createInsight(ports: InsightPorts): InsightKeeper {
  const { clock, facts } = ports;
  const attention = createAttention(clock);

  const unwritten: (() => void)[] = [];

  // Written behind what a person waits for, and never in the way of it: a figure that is lost decides nothing.
  function write(add: () => void): void {
    unwritten.push(add);
    if (unwritten.length === 1) ports.timer.after(BEHIND_MS, flush);
  }

  function flush(): void {
    for (const add of unwritten.splice(0))
      try {
        add();
      } catch (error) {
        ports.complain(error);
      }
  }

  function haste(): Haste | undefined {
    const threshold = ports.hastyMs();
    return threshold === 0 ? undefined : judgeHaste(facts.approvalTimes(HASTY_APPROVALS), threshold);
  }

  return {
    focused: (focused) => {
      const at = clock.now();
      if (attention.focused(focused)) write(() => facts.add({ kind: "focus", at }));
    },
    resting: (resting) => attention.resting(resting),
    opened: (tokenId) => attention.opened(tokenId),
    painted: (tokenId) => attention.painted(tokenId),
    decided: ({ decisionId, tokenId, verdict, waitedMs }) => {
      const fact = { decisionId, verdict, waitedMs, at: clock.now(), onCardMs: attention.on(tokenId) };
      write(() => facts.add({ kind: "decision", ...fact }));
    },
    haste,
    read: () => {
      flush();
      const now = clock.now();
      facts.forget(now - KEPT_MS);
      const weeks = Array.from({ length: INSIGHT_WEEKS }, (_, index) =>
        ports.weekStart(now, INSIGHT_WEEKS - 1 - index),
      );
      const since = weeks[0] ?? now;
      const known = facts.since(since);
      const found = haste();
      return {
        ...summariseInsight({
          decisions: known.flatMap((fact) =>
            fact.kind === "decision" ? [{ ...fact, isApproval: fact.verdict === "approve" }] : [],
          ),
          switches: known.flatMap((fact) => (fact.kind === "focus" ? [fact.at] : [])),
          expiries: facts.expiries(since),
          weeks,
          hourOf: ports.hourOf,
        }),
        ...(found !== undefined && { haste: found }),
      };
    },
  };
}
