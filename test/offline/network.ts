import { setTimeout as sleep } from "node:timers/promises";
import type { SandboxControl } from "#test/sandbox/control.ts";

/** The console's way to the server, which is cut and mended at random; the tasks' own way stays whole. */
export interface Network {
  /** Cuts it now, for that many milliseconds at least. */
  cut(milliseconds: number): Promise<void>;
  isCut(): boolean;
  /** Spans for which it was cut so far. */
  cuts(): number;
  /** Mends it for good. */
  mend(): Promise<void>;
}

type Faults = Readonly<Record<string, unknown>>;

interface Spell {
  readonly faults: Faults;
  readonly milliseconds: number;
}

const CLEAR: Faults = {
  offline: null,
  latencyMs: null,
  dropRepliesPercent: null,
  statusAfterApply: null,
  replicaLagMs: null,
  html: null,
};
const CUT: Faults = { ...CLEAR, offline: true };
const TICK_MS = 50;

/** What else goes wrong on the way, besides a cut: lost replies, an error after the fact, a slow line, a portal, a replica. */
const TROUBLES: readonly Faults[] = [
  { ...CLEAR, dropRepliesPercent: 40 },
  { ...CLEAR, statusAfterApply: { code: 503, percent: 50, route: "/complete" } },
  { ...CLEAR, latencyMs: 400 },
  { ...CLEAR, html: true },
  { ...CLEAR, replicaLagMs: 1_500 },
];

/** Begins at once; `mend` ends it. */
export function startBadNetwork(control: Pick<SandboxControl, "faults">, random: () => number): Network {
  let spell: Spell = { faults: CLEAR, milliseconds: 0 };
  let endsAt = 0;
  let cuts = 0;
  const over = new AbortController();
  // One change at a time, in order: a cut that was asked for must not be undone by a spell that began before it.
  let changing: Promise<void> = Promise.resolve();

  function change(next: Spell): Promise<void> {
    if (next.faults === CUT && spell.faults !== CUT) cuts += 1;
    spell = next;
    endsAt = Date.now() + next.milliseconds;
    changing = changing.then(() => control.faults(next.faults));
    return changing;
  }

  async function blow(): Promise<void> {
    while (!over.signal.aborted) {
      if (Date.now() >= endsAt) await change(nextSpell(random));
      await sleep(TICK_MS);
    }
  }

  const blowing = blow();
  return {
    cut: async (milliseconds) => {
      const until = spell.faults === CUT ? Math.max(endsAt, Date.now() + milliseconds) : Date.now() + milliseconds;
      await change({ faults: CUT, milliseconds: until - Date.now() });
    },
    isCut: () => spell.faults === CUT,
    cuts: () => cuts,
    mend: async () => {
      over.abort();
      await blowing;
      await change({ faults: CLEAR, milliseconds: 0 });
    },
  };
}

function nextSpell(random: () => number): Spell {
  const kind = random();
  if (kind < 0.4) return { faults: CLEAR, milliseconds: 1_000 + random() * 4_000 };
  if (kind < 0.8) return { faults: CUT, milliseconds: 500 + random() * 5_000 };
  const trouble = TROUBLES[Math.floor(random() * TROUBLES.length)] ?? CUT;
  return { faults: trouble, milliseconds: 500 + random() * 2_500 };
}
