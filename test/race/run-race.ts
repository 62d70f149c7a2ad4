import { createTransport } from "#adapters/trigger/transport.ts";
import { openRaceTrack, type Round } from "./race-track.ts";
import { systemClock as clock } from "#main/system-time.ts";

export interface RaceFigures {
  readonly rounds: number;
  readonly delivered: number;
  readonly superseded: number;
  readonly winnerNamed: number;
  readonly bothSent: number;
}

/** Runs the rounds on several tracks side by side, each with its own server and its own two consoles. */
export async function runRace(rounds: number, tracks: number): Promise<RaceFigures> {
  const plainFetch = globalThis.fetch;
  globalThis.fetch = createTransport({ fetch: plainFetch, clock });
  let next = 0;
  const results: Round[] = [];
  try {
    // Every track is closed before a failure of one is told.
    const ends = await Promise.allSettled(
      Array.from({ length: Math.min(tracks, rounds) }, async () => {
        const track = await openRaceTrack(plainFetch);
        try {
          while (next < rounds) {
            next += 1;
            results.push(await track.round(next));
          }
        } finally {
          await track.close();
        }
      }),
    );
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  } finally {
    globalThis.fetch = plainFetch;
  }
  const count = (of: (round: Round) => boolean): number => results.filter(of).length;
  return {
    rounds: results.length,
    delivered: count(({ delivered }) => delivered),
    superseded: count(({ superseded }) => superseded),
    winnerNamed: count(({ winnerNamed }) => winnerNamed),
    bothSent: count(({ bothSent }) => bothSent),
  };
}
