import type { Environment } from "#app/environment.ts";
import type { GateBook } from "#app/gate-book.ts";
import { noteFailure } from "#app/link-failure.ts";
import type { Clock, Random, Run, Timer } from "#app/ports.ts";
import { CROWD, type RunPages } from "#app/run-pages.ts";
import { parseGateTags } from "#core/gate-tags.ts";
import type { RunId, TokenId } from "#core/identifiers.ts";

const FIRST_LOOKS_MS = [100, 200, 400, 800, 1_500] as const;
const LATER_LOOK_MS = 3_000;
/** A run that takes its time is asked ever more rarely. */
const SLOWEST_LOOK_MS = 60_000;
/** A run that the pages have not shown by then is asked for by itself. */
const LOOKS_IN_PAGES = 10;

export interface FollowerPorts {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly random: Random;
  readonly book: GateBook;
  readonly pages: RunPages;
  readonly environment: (id: string) => Environment | undefined;
  /** Whether many decisions wait to be sent there: their calls come first. */
  readonly isBusy: (environmentId: string) => boolean;
  readonly onChange: (tokenId: TokenId) => void;
}

/** Follows a delivered decision's run to its own end: approved is not executed. */
export interface RunFollower {
  follow(tokenId: TokenId): void;
  stop(): void;
}

export function createRunFollower(ports: FollowerPorts): RunFollower {
  const pending = new Map<TokenId, () => void>();

  function schedule(tokenId: TokenId, looks: number): void {
    const delay =
      FIRST_LOOKS_MS[looks] ?? Math.min(SLOWEST_LOOK_MS, LATER_LOOK_MS * 1.5 ** (looks - FIRST_LOOKS_MS.length));
    pending.set(
      tokenId,
      ports.timer.after(delay, () => void look(tokenId, looks)),
    );
  }

  async function look(tokenId: TokenId, looks: number): Promise<void> {
    const booked = ports.book.find(tokenId);
    const environment = booked && ports.environment(booked.gate.environmentId);
    const runId = booked && parseGateTags(booked.gate.tags).runId;
    if (booked === undefined || environment === undefined || runId === undefined) {
      pending.delete(tokenId);
      return;
    }
    if (environment.link.isOpen(ports.clock.monotonic()) && !ports.isBusy(environment.id))
      try {
        const run = await read(environment, runId, looks);
        if (run !== undefined) keep(tokenId, run);
        if (run?.ended !== undefined) {
          pending.delete(tokenId);
          return;
        }
      } catch (error) {
        noteFailure(ports, environment, error);
      }
    if (pending.has(tokenId)) schedule(tokenId, looks + 1);
  }

  function read(environment: Environment, runId: RunId, looks: number): Promise<Run | undefined> {
    return pending.size < CROWD || looks > LOOKS_IN_PAGES
      ? environment.gateway.retrieveRun(runId)
      : ports.pages.find(environment, runId, pending.size);
  }

  function keep(tokenId: TokenId, run: Run): void {
    const gate = ports.book.find(tokenId)?.gate;
    if (gate === undefined) return;
    const now = ports.book.withRun(gate, run);
    if (JSON.stringify(now) === JSON.stringify(gate)) return;
    ports.book.save([now]);
    ports.onChange(tokenId);
  }

  return {
    follow: (tokenId) => {
      if (!pending.has(tokenId)) schedule(tokenId, 0);
    },
    stop: () => {
      for (const cancel of pending.values()) cancel();
      pending.clear();
    },
  };
}
