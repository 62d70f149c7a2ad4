import type { Run, RunLogLine, RunStep, RunTrace, Token, TokenPage } from "#app/ports.ts";
import { isGateToken } from "#core/gate-tags.ts";
import type { RunId, TokenId } from "#core/identifiers.ts";
import type { PayloadReading } from "#core/payload-page.ts";
import { scrubText, scrubValue } from "#core/scrub.ts";

const PAGE_SIZE = 100;

export interface FakeServerOptions {
  /** The server's own clock, milliseconds since 1970. */
  readonly now: () => number;
  /** How far behind the replica of this one read is, milliseconds. */
  readonly replicaLag?: () => number;
  /** How long after a token's timeout the job that expires it runs, milliseconds; until then a completion still wins. */
  readonly expiryDelay?: () => number;
}

/** Trigger.dev's state and its rules, in memory, shared by any number of consoles and rivals. */
export interface FakeServer {
  readonly now: () => number;
  /** `timeoutAt` in server time; without it the token waits for ever. */
  createToken(token: { readonly tags: readonly string[]; readonly timeoutAt?: number }): TokenId;
  createRun(run: { readonly task: string; readonly metadata?: Run["metadata"] }): RunId;
  setMetadata(runId: RunId, metadata: Run["metadata"]): void;
  setStatus(runId: RunId, status: string, error?: string): void;
  /** `at` is now unless given. */
  log(runId: RunId, level: RunLogLine["level"], message: string, at?: number): void;
  /** Settles the token unless it is settled; either way nothing tells the caller. False where there is no such token. */
  complete(tokenId: TokenId, output: unknown): boolean;
  /** A span right below the run; it goes on where it has no duration. */
  span(runId: RunId, span: { readonly name: string; readonly at: number; readonly durationMs?: number }): void;
  /** The truth about a token, without replica lag. */
  token(tokenId: TokenId): Token | undefined;
  /** What a replica tells; it asks the primary only where it has no such token. */
  readToken(tokenId: TokenId): Token | undefined;
  readWaiting(after?: string): TokenPage;
  readRun(runId: RunId): Run | undefined;
  readRuns(after?: string): { readonly runs: readonly Run[]; readonly next?: string };
  /** What the task that reads large requests answers from now on, asked once a reading; until then nobody takes one up. */
  playReads(read: (ref: string, page: number) => PayloadReading): void;
  startRead(ref: string, page: number): RunId;
  /** Ends a reading by hand. */
  endRead(runId: RunId, reading: PayloadReading): void;
  readRead(runId: RunId): PayloadReading | undefined;
  readTrace(runId: RunId): RunTrace | undefined;
}

interface HeldToken {
  readonly waiting: Token;
  readonly expiresAt: number;
  settled?: Token & { readonly completedAt: number };
}

interface HeldRun {
  readonly createdAt: number;
  readonly logs: RunLogLine[];
  readonly spans: RunStep[];
  run: Run;
}

/**
 * The vendor's rules where they are awkward: the first completion wins and every later one is silent, expiry is a late job,
 * replicas lag, a metadata write is seen at once but a new run appears in the list only when the replica has it.
 * Credentials are taken out on the way in, as a gateway takes them out on the way back.
 */
export function createFakeServer({ now, replicaLag = zero, expiryDelay = zero }: FakeServerOptions): FakeServer {
  const tokens = new Map<TokenId, HeldToken>();
  const tokenOrder: HeldToken[] = [];
  const runs = new Map<RunId, HeldRun>();
  const runOrder: HeldRun[] = [];
  const reads = new Map<RunId, PayloadReading>();
  let read = (_ref: string, _page: number): PayloadReading => ({ state: "pending" });

  function held(tokenId: TokenId): HeldToken | undefined {
    const token = tokens.get(tokenId);
    if (token !== undefined) expire(token, now());
    return token;
  }

  function asOf(token: HeldToken, instant: number): Token {
    return token.settled !== undefined && token.settled.completedAt <= instant ? token.settled : token.waiting;
  }

  function changeRun(runId: RunId, change: Partial<Run>): void {
    const entry = runs.get(runId);
    if (entry === undefined) throw new TypeError(`There is no run ${runId}.`);
    entry.run = { ...entry.run, ...change };
  }

  return {
    now,
    createToken: ({ tags, timeoutAt }) => {
      const tokenId = `waitpoint_${serial(tokenOrder.length)}`;
      const waiting: Token = {
        tokenId,
        status: "WAITING",
        tags: tags.map(scrubText),
        createdAt: now(),
        ...(timeoutAt !== undefined && { timeoutAt }),
      };
      const token = { waiting, expiresAt: timeoutAt === undefined ? Infinity : timeoutAt + expiryDelay() };
      tokens.set(tokenId, token);
      tokenOrder.push(token);
      return tokenId;
    },
    createRun: ({ task, metadata = {} }) => {
      const runId = `run_${serial(runOrder.length)}`;
      const run: Run = { runId, task, status: "EXECUTING", ended: undefined, metadata: scrubbed(metadata) };
      const entry = { createdAt: now(), logs: [], spans: [], run };
      runs.set(runId, entry);
      runOrder.push(entry);
      return runId;
    },
    setMetadata: (runId, metadata) => changeRun(runId, { metadata: scrubbed(metadata) }),
    setStatus: (runId, status, error) =>
      changeRun(runId, { status, ended: ending(status), ...(error !== undefined && { error: scrubText(error) }) }),
    log: (runId, level, message, at = now()) => {
      const logs = runs.get(runId)?.logs;
      logs?.push({ id: `${runId}:${logs.length}`, at, level, message: scrubText(message) });
    },
    span: (runId, { name, ...times }) => {
      const spans = runs.get(runId)?.spans;
      const state = times.durationMs === undefined ? "going-on" : "done";
      spans?.push({ id: `${runId}:span:${spans.length}`, depth: 1, name: scrubText(name), ...times, state });
    },
    complete: (tokenId, output) => {
      const token = held(tokenId);
      if (token === undefined) return false;
      if (token.settled === undefined) settle(token, "COMPLETED", now(), output);
      return true;
    },
    token: (tokenId) => {
      const token = held(tokenId);
      return token && asOf(token, Infinity);
    },
    readToken: (tokenId) => {
      const token = held(tokenId);
      return token && asOf(token, now() - replicaLag());
    },
    readWaiting: (after) => {
      const instant = now() - replicaLag();
      const found = newestFirst(tokenOrder, after, (token) => {
        expire(token, now());
        const { waiting } = token;
        return waiting.createdAt <= instant && asOf(token, instant) === waiting && isGateToken(waiting.tags);
      });
      return {
        tokens: found.items.map((token) => token.waiting),
        ...(found.next !== undefined && { next: found.next }),
      };
    },
    readRun: (runId) => runs.get(runId)?.run,
    readRuns: (after) => {
      const instant = now() - replicaLag();
      const found = newestFirst(runOrder, after, (entry) => entry.createdAt <= instant);
      return { runs: found.items.map((entry) => entry.run), ...(found.next !== undefined && { next: found.next }) };
    },
    playReads: (play) => {
      read = play;
    },
    startRead: (ref, page) => {
      const runId = `run_read${serial(reads.size)}`;
      reads.set(runId, read(ref, page));
      return runId;
    },
    endRead: (runId, reading) => void reads.set(runId, reading),
    readRead: (runId) => reads.get(runId),
    readTrace: (runId) => {
      const entry = runs.get(runId);
      return entry && traceOf(entry, now());
    },
  };
}

function traceOf({ run, createdAt, logs, spans }: HeldRun, now: number): RunTrace {
  const root: RunStep = {
    id: run.runId,
    depth: 0,
    name: run.task,
    at: createdAt,
    ...(run.ended === undefined
      ? { state: "going-on" }
      : { durationMs: now - createdAt, state: run.ended === "failed" ? "failed" : "done" }),
  };
  const records = logs.map(({ id, at, message }): RunStep => ({ id, depth: 1, name: message, at, state: "record" }));
  const below = [...spans, ...records].toSorted((left, right) => left.at - right.at);
  return { lines: logs.toSorted((left, right) => left.at - right.at), steps: [root, ...below], leftOut: 0 };
}

// Settled when the job ran, not when somebody looks: the instant must not depend on who reads.
function expire(token: HeldToken, now: number): void {
  if (token.settled !== undefined || now < token.expiresAt) return;
  const at = new Date(token.waiting.timeoutAt ?? token.expiresAt).toISOString();
  settle(token, "TIMED_OUT", token.expiresAt, {
    code: "TRIGGER_WAITPOINT_TIMEOUT",
    message: `Waitpoint timed out at ${at}`,
  });
}

function settle(token: HeldToken, status: Token["status"], completedAt: number, output: unknown): void {
  const told = scrubValue(output);
  token.settled = { ...token.waiting, status, completedAt, ...(told !== undefined && { output: told }) };
}

// The cursor is the place of the page's last item in the order of creation.
function newestFirst<T>(items: readonly T[], after: string | undefined, wanted: (item: T) => boolean) {
  const page: T[] = [];
  let last = after === undefined ? items.length : Number(after);
  for (let index = last - 1; index >= 0; index -= 1) {
    const item = items[index] as T;
    if (!wanted(item)) continue;
    if (page.length === PAGE_SIZE) return { items: page, next: String(last) };
    page.push(item);
    last = index;
  }
  return { items: page, next: undefined };
}

function ending(status: string): Run["ended"] {
  if (status === "COMPLETED") return "completed";
  return status === "EXECUTING" || status === "WAITING" || status === "QUEUED" ? undefined : "failed";
}

function scrubbed(metadata: Run["metadata"]): Run["metadata"] {
  return scrubValue(metadata) as Run["metadata"];
}

function serial(index: number): string {
  return `fake${index.toString(36).padStart(20, "0")}`;
}

function zero(): number {
  return 0;
}
