import type { GateStore, Run, StoredGate, Timer } from "#app/ports.ts";
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
  readonly order: "deadline" | "urgency" | "amount" | "age";
}

/** Every waiting gate of every environment, in memory and on disk, ready to be searched and ordered. */
export interface GateBook {
  find(tokenId: TokenId): BookedGate | undefined;
  /** Counts at once, and is on disk a moment later. */
  save(gates: readonly StoredGate[]): void;
  /** Waiting gates in the asked order; a fresh array. Just after the start those that are read so far. */
  waiting(query: BookQuery): BookedGate[];
  /** Waiting gates of one environment, unordered; just after the start those that are read so far. */
  of(environmentId: string): BookedGate[];
  /** Those of them whose run has not shown what it asks for. */
  withoutEnvelope(environmentId: string): BookedGate[];
  /** Leaves out the waiting gates of an environment that is gone; the disk keeps them. */
  forget(environmentId: string): void;
  /** How many gates wait, whatever the query. */
  count(): number;
  /** The newest settled gates. */
  settled(limit: number): StoredGate[];
  /** Writes what is not on disk yet. */
  close(): void;
  /** What a run's metadata says about a gate and how the run stands. */
  withRun(gate: StoredGate, run: Run): StoredGate;
}

const WRITE_AFTER_MS = 100;
const WRITE_AGAIN_MS = 5_000;
const READ_AGAIN_MS = 5_000;

/** Gates read at the start: a page of the list. The rest follow in turns, once that page is painted. */
const READ_FIRST = 100;
const READ_A_TURN = 200;
const FIRST_PAUSE_MS = 300;
const PAUSE_MS = 30;

/** Settled gates that stay in memory, the least lately settled or asked for going first. */
const MOST_REMEMBERED = 1_000;

const urgencyRank: Readonly<Record<Urgency, number>> = { critical: 0, high: 1, normal: 2, low: 3 };

export interface GateBookPorts {
  readonly store: GateStore;
  readonly timer: Timer;
  /** More of an environment's gates have been read from the disk than when it was first asked for; `isAll` at the last. */
  readonly onRead: (tokenIds: readonly TokenId[], isAll: boolean) => void;
  readonly complain: (error: unknown) => void;
}

export function createGateBook({ store, timer, onRead, complain }: GateBookPorts): GateBook {
  const waiting = new Map<TokenId, BookedGate>();
  // Asked for at every look, and few of thousands.
  const bare = new Map<TokenId, BookedGate>();
  const lately = new Map<TokenId, BookedGate>();
  const unwritten = new Map<TokenId, StoredGate>();
  let cancelWrite: (() => void) | undefined;
  const ordered = new Map<BookQuery["order"], BookedGate[]>();

  /** By environment: waiting gates that are on disk and not read yet. */
  const unread = new Map<string, Set<TokenId>>();
  let isClosed = false;

  // A snapshot that the server can give again: written together a little later, so that no decision waits for its disk.
  function write(): void {
    cancelWrite?.();
    cancelWrite = undefined;
    try {
      store.save([...unwritten.values()]);
      unwritten.clear();
    } catch (error) {
      complain(error);
      cancelWrite = timer.after(WRITE_AGAIN_MS, write);
    }
  }

  // The decisions on screen ask for their gates at every nudge; the disk need not be asked each time.
  function remember(gate: StoredGate): BookedGate {
    const booked = book(gate);
    lately.delete(gate.tokenId);
    lately.set(gate.tokenId, booked);
    const [oldest] = lately.keys();
    if (lately.size > MOST_REMEMBERED && oldest !== undefined) lately.delete(oldest);
    return booked;
  }

  function keep(gate: StoredGate): void {
    const booked = book(gate);
    waiting.set(gate.tokenId, booked);
    if (gate.envelope === undefined && booked.tags.runId !== undefined) bare.set(gate.tokenId, booked);
    else bare.delete(gate.tokenId);
  }

  function drop(tokenId: TokenId): void {
    waiting.delete(tokenId);
    bare.delete(tokenId);
  }

  function load(environmentId: string): void {
    if (unread.has(environmentId)) return;
    const tokenIds = new Set(store.waitingIds(environmentId));
    unread.set(environmentId, tokenIds);
    readSome(tokenIds, READ_FIRST);
    if (tokenIds.size > 0) timer.after(FIRST_PAUSE_MS, () => readOn(environmentId, tokenIds));
  }

  function ofEnvironment(gates: ReadonlyMap<TokenId, BookedGate>, environmentId: string): BookedGate[] {
    load(environmentId);
    return [...gates.values()].filter(({ gate }) => gate.environmentId === environmentId);
  }

  function readSome(left: Set<TokenId>, most: number): TokenId[] {
    const tokenIds = [...left].slice(0, most);
    for (const gate of store.read(tokenIds)) if (gate.status === "WAITING") keep(gate);
    for (const tokenId of tokenIds) left.delete(tokenId);
    ordered.clear();
    return tokenIds;
  }

  function readOn(environmentId: string, left: Set<TokenId>): void {
    // Closed, or its environment forgotten, meanwhile.
    if (isClosed || unread.get(environmentId) !== left) return;
    try {
      onRead(readSome(left, READ_A_TURN), left.size === 0);
      if (left.size > 0) timer.after(PAUSE_MS, () => readOn(environmentId, left));
    } catch (error) {
      complain(error);
      timer.after(READ_AGAIN_MS, () => readOn(environmentId, left));
    }
  }

  return {
    find: (tokenId) => {
      const found = waiting.get(tokenId) ?? lately.get(tokenId);
      if (found !== undefined) return found;
      const stored = unwritten.get(tokenId) ?? store.find(tokenId);
      // Its turn to be read has come a little early.
      if (stored !== undefined && unread.get(stored.environmentId)?.delete(tokenId) === true) {
        keep(stored);
        ordered.clear();
      }
      return waiting.get(tokenId) ?? (stored && remember(stored));
    },
    save: (gates) => {
      if (gates.length === 0) return;
      cancelWrite ??= timer.after(WRITE_AFTER_MS, write);
      for (const gate of gates) {
        load(gate.environmentId);
        unread.get(gate.environmentId)?.delete(gate.tokenId);
        unwritten.set(gate.tokenId, gate);
        if (gate.status === "WAITING") {
          keep(gate);
          lately.delete(gate.tokenId);
        } else {
          drop(gate.tokenId);
          remember(gate);
        }
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
    of: (environmentId) => ofEnvironment(waiting, environmentId),
    withoutEnvelope: (environmentId) => ofEnvironment(bare, environmentId),
    forget: (environmentId) => {
      unread.delete(environmentId);
      for (const [tokenId, { gate }] of waiting) if (gate.environmentId === environmentId) drop(tokenId);
      ordered.clear();
    },
    count: () => [...unread.values()].reduce((sum, { size }) => sum + size, waiting.size),
    settled: (limit) => {
      if (unwritten.size > 0) write();
      return store.settled(limit);
    },
    close: () => {
      isClosed = true;
      if (unwritten.size > 0) write();
      cancelWrite?.();
    },
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
  urgency: (a: BookedGate, b: BookedGate) => byUrgency(a, b) || byDeadline(a, b),
  amount: (a: BookedGate, b: BookedGate) => byAmount(a, b) || byDeadline(a, b),
  age: byAge,
} as const;
