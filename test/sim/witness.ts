import { createHash } from "node:crypto";
import type { Digest } from "#core/digest.ts";
import type { OutboxEntry } from "#core/outbox.ts";

export interface Violation {
  readonly invariant: string;
  readonly what: string;
  readonly at: number;
}

/** A decision that a person was told is on disk. */
interface Acknowledged {
  readonly machine: string;
  readonly entry: OutboxEntry;
}

/** Everything that really happened, seen from outside the consoles: what they say is held against it. */
export interface Witness {
  readonly violations: Violation[];
  readonly acknowledged: Acknowledged[];
  /** Decision ids whose bytes left a machine, with those bytes, in order. */
  readonly sent: Map<string, string[]>;
  /** Decisions of which a send was answered in a way that leaves open whether it was applied. */
  readonly mayHaveLanded: Set<string>;
  /** Decisions that were held when their process died, until a person saw the card again and sent them. */
  readonly heldAtDeath: Set<string>;
  /** The digest that the server last told that machine about a token's request, and when; undefined where it was not acceptable. */
  readonly told: Map<string, { readonly digest: Digest | undefined; readonly at: number }>;
  boots: number;
  sends: number;
  note(line: string): void;
  violate(invariant: string, what: string): void;
  /** The last lines of the trace. */
  tail(count: number): readonly string[];
  lines(): readonly string[];
  hash(): string;
}

export function createWitness(now: () => number, start: number): Witness {
  const lines: string[] = [];
  const violations: Violation[] = [];
  const note = (line: string): void => {
    lines.push(`${((now() - start) / 1_000).toFixed(3)} ${line}`);
  };
  return {
    violations,
    acknowledged: [],
    sent: new Map(),
    mayHaveLanded: new Set(),
    heldAtDeath: new Set(),
    told: new Map(),
    boots: 0,
    sends: 0,
    note,
    violate: (invariant, what) => {
      violations.push({ invariant, what, at: now() });
      note(`VIOLATION ${invariant}: ${what}`);
    },
    tail: (count) => lines.slice(-count),
    lines: () => lines,
    hash: () => createHash("sha256").update(lines.join("\n")).digest("hex"),
  };
}
