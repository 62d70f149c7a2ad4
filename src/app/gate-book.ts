import type { GateStore, Run, StoredGate } from "#app/ports.ts";
import { envelopeOf } from "#core/assess-gate.ts";
import { effectiveDeadline } from "#core/deadline.ts";
import { compareDecimals } from "#core/decimal.ts";
import type { Urgency } from "#core/envelope.ts";
import { type GateTags, parseGateTags } from "#core/gate-tags.ts";
import type { TokenId } from "#core/identifiers.ts";

/** A gate with what its tags say, read once. */
export interface BookedGate {
  readonly gate: StoredGate;
  readonly tags: GateTags;
  readonly deadline: number | undefined;
  readonly searchText: string;
}

export interface BookQuery {
  readonly search: string;
  readonly urgency?: Urgency | undefined;
  readonly environmentId?: string | undefined;
  readonly order: "deadline" | "amount" | "age";
}

/** Every waiting gate of every environment, in memory and on disk, ready to be searched and ordered. */
export interface GateBook {
  find(tokenId: TokenId): BookedGate | undefined;
  /** Writes what changed to disk and to memory. */
  save(gates: readonly StoredGate[]): void;
  /** Waiting gates in the asked order; a fresh array. */
  waiting(query: BookQuery): BookedGate[];
  /** Waiting gates of one environment, unordered. */
  of(environmentId: string): BookedGate[];
  count(): number;
  /** What a run's metadata says about a gate and how the run stands. */
  withRun(gate: StoredGate, run: Run): StoredGate;
}

const urgencyRank: Readonly<Record<Urgency, number>> = { critical: 0, high: 1, normal: 2, low: 3 };

export function createGateBook(store: GateStore): GateBook {
  const waiting = new Map<TokenId, BookedGate>();
  const ordered = new Map<BookQuery["order"], BookedGate[]>();

  const loaded = new Set<string>();

  function load(environmentId: string): void {
    if (loaded.has(environmentId)) return;
    loaded.add(environmentId);
    for (const gate of store.waiting(environmentId)) waiting.set(gate.tokenId, book(gate));
    ordered.clear();
  }

  return {
    find: (tokenId) => {
      const found = waiting.get(tokenId);
      if (found !== undefined) return found;
      const stored = store.find(tokenId);
      return stored && book(stored);
    },
    save: (gates) => {
      if (gates.length === 0) return;
      store.save(gates);
      for (const gate of gates) {
        load(gate.environmentId);
        if (gate.status === "WAITING") waiting.set(gate.tokenId, book(gate));
        else waiting.delete(gate.tokenId);
      }
      ordered.clear();
    },
    waiting: (query) => {
      let list = ordered.get(query.order);
      if (list === undefined) {
        list = [...waiting.values()].toSorted(comparators[query.order]);
        ordered.set(query.order, list);
      }
      return list.filter(narrowedBy(query));
    },
    of: (environmentId) => {
      load(environmentId);
      return [...waiting.values()].filter(({ gate }) => gate.environmentId === environmentId);
    },
    count: () => waiting.size,
    withRun: (gate, run) => {
      const envelope = envelopeOf(run.metadata, gate.tokenId);
      // The task shrinks a settled gate's envelope to its digest; what the operator decided on stays readable here.
      const keep = gate.status !== "WAITING" && gate.envelope !== undefined;
      return {
        ...gate,
        ...(envelope !== undefined && !keep && { envelope }),
        run: {
          task: run.task,
          status: run.status,
          ...(run.ended !== undefined && { ended: run.ended }),
          ...(run.error !== undefined && { error: run.error }),
        },
      };
    },
  };
}

/** Whether a gate is among those that the query narrows to. */
export function narrowedBy(query: BookQuery): (booked: BookedGate) => boolean {
  const words = query.search.toLowerCase().split(/\s+/u).filter(Boolean);
  return ({ gate, tags, searchText }) =>
    (query.environmentId === undefined || gate.environmentId === query.environmentId) &&
    (query.urgency === undefined || (tags.urgency ?? "normal") === query.urgency) &&
    words.every((word) => searchText.includes(word));
}

function book(gate: StoredGate): BookedGate {
  const tags = parseGateTags(gate.tags);
  return {
    gate,
    tags,
    deadline: effectiveDeadline(tags.decideBy, gate.timeoutAt),
    searchText: [tags.title, tags.kind, tags.gate, tags.money?.amount, tags.money?.currency, tags.runId, gate.tokenId]
      .filter((part) => part !== undefined)
      .join(" ")
      .toLowerCase(),
  };
}

function byDeadline(a: BookedGate, b: BookedGate): number {
  const deadline = (a.deadline ?? Number.MAX_VALUE) - (b.deadline ?? Number.MAX_VALUE);
  return deadline || byUrgency(a, b) || byAmount(a, b) || byAge(a, b);
}

function byUrgency(a: BookedGate, b: BookedGate): number {
  return urgencyRank[a.tags.urgency ?? "normal"] - urgencyRank[b.tags.urgency ?? "normal"];
}

function byAmount(a: BookedGate, b: BookedGate): number {
  return compareDecimals(b.tags.money?.amount ?? "0", a.tags.money?.amount ?? "0");
}

function byAge(a: BookedGate, b: BookedGate): number {
  return a.gate.createdAt - b.gate.createdAt || (a.gate.tokenId < b.gate.tokenId ? -1 : 1);
}

const comparators = {
  deadline: byDeadline,
  amount: (a: BookedGate, b: BookedGate) => byAmount(a, b) || byDeadline(a, b),
  age: byAge,
} as const;
