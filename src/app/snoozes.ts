import type { BookedGate } from "#app/gate-book.ts";
import type { SnoozeStore, Timer } from "#app/ports.ts";
import { ConsoleError } from "#core/error.ts";
import type { TokenId } from "#core/identifiers.ts";
import { isAsleep, type Snooze, type SnoozeSight, wakeTime } from "#core/snooze.ts";

export interface SnoozesPorts {
  readonly store: SnoozeStore;
  readonly timer: Timer;
  readonly gateOf: (tokenId: TokenId) => BookedGate | undefined;
  /** The server's time there as far as it is known, else this machine's; milliseconds. */
  readonly now: (environmentId: string) => number;
  /** Gates that are back by themselves, still waiting. */
  readonly onWake: (gates: readonly BookedGate[]) => void;
  readonly complain: (error: unknown) => void;
}

export type SnoozeOutcome =
  | { readonly tokenId: TokenId; readonly result: "snoozed"; readonly until: number }
  | { readonly tokenId: TokenId; readonly result: "too-near" | "settled" };

/** Gates put off for a while. Whether one sleeps is asked anew each time, so that none outlives what it was put off on. */
export interface Snoozes {
  /**
   * Puts gates off, each replacing an earlier snooze of its own; one that cannot be is said and stays where it is.
   *
   * @throws ConsoleError where the disk will not take it; then nothing was put off.
   */
  snooze(gates: readonly BookedGate[], forMs: number): SnoozeOutcome[];
  /** Brings these back at once. */
  wake(tokenIds: readonly TokenId[]): void;
  /** Until when the gate sleeps, milliseconds of server time; undefined where it is awake. */
  asleepUntil(gate: BookedGate): number | undefined;
  /** How many known gates sleep. */
  count(): number;
  /** Tells of those that have woken; to be called whenever gates may have changed. */
  look(): void;
  stop(): void;
}

/** Timers do not count longer than some three weeks, and the server's clock may be learned anew meanwhile. */
const LONGEST_WAIT_MS = 15 * 60_000;
const MOST_SNOOZES = 5_000;

export function createSnoozes(ports: SnoozesPorts): Snoozes {
  const known = new Map<string, Snooze>(ports.store.read().map((snooze) => [snooze.tokenId, snooze]));
  let cancelTimer: (() => void) | undefined;

  function keep(): void {
    ports.store.write([...known.values()]);
  }

  // A gate that is awake too soon does no harm: whoever woke it need not hear of the disk.
  function keepOrComplain(): void {
    try {
      keep();
    } catch (error) {
      ports.complain(error);
    }
  }

  function arm(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    let next = LONGEST_WAIT_MS;
    for (const { tokenId, until } of known.values()) {
      const booked = ports.gateOf(tokenId);
      if (booked !== undefined) next = Math.min(next, until - ports.now(booked.gate.environmentId));
    }
    if (known.size > 0) cancelTimer = ports.timer.after(Math.max(0, next), look);
  }

  function look(): void {
    const woken: BookedGate[] = [];
    let changed = false;
    for (const snooze of known.values()) {
      const booked = ports.gateOf(snooze.tokenId);
      // Its environment may not be connected yet.
      if (booked === undefined || sleeps(snooze, booked)) continue;
      known.delete(snooze.tokenId);
      changed = true;
      if (booked.gate.status === "WAITING") woken.push(booked);
    }
    if (changed) keepOrComplain();
    arm();
    if (woken.length > 0) ports.onWake(woken);
  }

  function sleeps(snooze: Snooze, booked: BookedGate): boolean {
    return booked.gate.status === "WAITING" && isAsleep(snooze, sightOf(booked), ports.now(booked.gate.environmentId));
  }

  function asleepUntil(booked: BookedGate): number | undefined {
    const snooze = known.get(booked.gate.tokenId);
    return snooze !== undefined && sleeps(snooze, booked) ? snooze.until : undefined;
  }

  function putOff(booked: BookedGate, forMs: number): SnoozeOutcome {
    const { gate, deadline } = booked;
    const { tokenId } = gate;
    if (gate.status !== "WAITING") return { tokenId, result: "settled" };
    const wake = wakeTime(ports.now(gate.environmentId), forMs, deadline);
    if (wake === undefined) return { tokenId, result: "too-near" };
    known.set(tokenId, { tokenId, until: wake.at, ...sightOf(booked) });
    return { tokenId, result: "snoozed", until: wake.at };
  }

  return {
    snooze: (gates, forMs) => {
      const before = new Map(known);
      const outcomes = gates.map((booked) => putOff(booked, forMs));
      try {
        if (known.size > MOST_SNOOZES)
          throw new ConsoleError(
            "decision/not-possible",
            `No more than ${MOST_SNOOZES} gates can be put off at a time.`,
          );
        keep();
      } catch (error) {
        known.clear();
        for (const [tokenId, snooze] of before) known.set(tokenId, snooze);
        throw error;
      }
      arm();
      return outcomes;
    },
    wake: (tokenIds) => {
      const gone = tokenIds.filter((tokenId) => known.delete(tokenId));
      if (gone.length > 0) keepOrComplain();
      arm();
    },
    asleepUntil,
    count: () => {
      let count = 0;
      for (const { tokenId } of known.values()) {
        const booked = ports.gateOf(tokenId);
        if (booked !== undefined && asleepUntil(booked) !== undefined) count += 1;
      }
      return count;
    },
    look,
    stop: () => cancelTimer?.(),
  };
}

function sightOf({ gate, tags, deadline }: BookedGate): SnoozeSight {
  const digest = claimedDigest(gate.envelope);
  return {
    urgency: tags.urgency ?? "normal",
    ...(deadline !== undefined && { deadline }),
    ...(digest !== undefined && { digest }),
  };
}

// As it stands there, unjudged: a request that is no longer the same claims another one, or can no longer be decided anyway.
function claimedDigest(envelope: unknown): string | undefined {
  const digest: unknown =
    typeof envelope === "object" && envelope !== null && "digest" in envelope ? envelope.digest : undefined;
  return typeof digest === "string" ? digest.slice(0, 100) : undefined;
}
