import type { Alert } from "#core/alert.ts";
import type { Crypto, Signer } from "#core/crypto.ts";
import type { Verdict } from "#core/envelope.ts";
import type { RunId, TokenId } from "#core/identifiers.ts";
import type { OutboxEntry, OutboxStateName } from "#core/outbox.ts";
import type { PayloadReading } from "#core/payload-page.ts";
import type { Secret } from "#core/secret.ts";
import type { ServerTimeSample } from "#core/server-clock.ts";
import type { Snooze } from "#core/snooze.ts";
import type { Token } from "#core/token.ts";
import type { VaultProblem } from "#core/vault-problem.ts";

export type { Crypto, ServerTimeSample, Signer, Token };

/** This machine's clocks. Only `monotonic` never jumps; only `now` means anything outside this process. */
export interface Clock {
  /** Wall clock, milliseconds since 1970. */
  now(): number;
  /** Milliseconds since an arbitrary start, never going back. */
  monotonic(): number;
}

/** One-shot timers, so that a simulation can own time. */
export interface Timer {
  /** Runs the callback once after that many milliseconds; the returned function cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

export interface Random {
  /** Uniform in [0, 1). */
  fraction(): number;
  /** A new UUID v7 at that instant. */
  uuid(now: number): string;
}

export interface TokenPage {
  readonly tokens: readonly Token[];
  /** Cursor of the next page, undefined at the end. */
  readonly next?: string;
}

/** A run as the server tells it. */
export interface Run {
  readonly runId: RunId;
  readonly task: string;
  /** The vendor's own word. */
  readonly status: string;
  readonly ended: "completed" | "failed" | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly error?: string;
}

export interface RunLogLine {
  readonly id: string;
  readonly at: number;
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
}

/** One step of a run as its trace tells it: a span, or a log record where it was written. What the task attached to either is left out. */
export interface RunStep {
  readonly id: string;
  /** How far below the run itself it lies; the run is 0. */
  readonly depth: number;
  readonly name: string;
  readonly at: number;
  /** Milliseconds from its begin to its end; undefined while it goes on. A record has none. */
  readonly durationMs?: number;
  readonly state: "going-on" | "done" | "failed" | "cancelled" | "record";
}

/** What one reading of a run's trace gives. */
export interface RunTrace {
  /** Log lines, oldest first; the newest 10,000. */
  readonly lines: readonly RunLogLine[];
  /** Steps, each before the ones below it; at most 2,000, records left out first. */
  readonly steps: readonly RunStep[];
  /** Steps that there were no room for. */
  readonly leftOut: number;
}

/**
 * Trigger.dev, one environment. Guarantees, each tested under these words for every adapter:
 * - completing answers normally even when somebody else settled the token first: only reading back tells
 * - a reply never carries a callback URL, a public token or the key
 * - a failed call throws a ConsoleError of the `gateway/` family that says whether it may have been applied:
 *   `unreachable`, `rate-limited`, `unauthorized`, `forbidden`, `not-found`, `refused` and `redirected` were not applied,
 *   `uncertain` and `intercepted` may have been
 * - a call never takes longer than its deadline and never follows a redirect
 * - every authenticated reply tells the server's time to the listener
 */
export interface TriggerGateway {
  /** Waiting tokens of ours, newest first, at most 100. */
  listWaiting(after?: string): Promise<TokenPage>;
  retrieveToken(tokenId: TokenId): Promise<Token>;
  /** Completes the token with exactly this JSON text as its output; the vendor parses it, so key order and spaces are not kept. */
  completeToken(tokenId: TokenId, decisionJson: string): Promise<void>;
  /** Runs tagged as ours, newest first, at most 100, metadata included. */
  listRuns(after?: string): Promise<{ readonly runs: readonly Run[]; readonly next?: string }>;
  retrieveRun(runId: RunId): Promise<Run>;
  /** Has the task `countersign-read-payload` read that page, counted from 0; nothing changes by it, and a reading that nobody takes up within a minute is dropped. */
  startPayloadRead(ref: string, page: number): Promise<RunId>;
  /** How the reading stands, and its page once there is one. */
  payloadRead(runId: RunId): Promise<PayloadReading>;
  /** The run's log and the steps it took, in one request. */
  runTrace(runId: RunId): Promise<RunTrace>;
}

/** A gate as stored: the token's tags, the last envelope seen, and what is known of its run. */
export interface StoredGate {
  readonly environmentId: string;
  readonly tokenId: TokenId;
  readonly tags: readonly string[];
  readonly status: Token["status"];
  readonly createdAt: number;
  readonly timeoutAt?: number;
  readonly firstSeenAt: number;
  /** The envelope as it came, unjudged; undefined until seen. */
  readonly envelope?: unknown;
  /** The envelope that a decision was taken on here, kept beside what the task makes of it later. */
  readonly decidedOn?: unknown;
  readonly run?: {
    readonly task: string;
    readonly status: string;
    readonly ended?: "completed" | "failed";
    readonly error?: string;
  };
  readonly settledAt?: number;
  readonly settledBy?: string;
}

/** The last snapshot of every environment, for the queue and for a cold start without a network. */
export interface GateStore {
  /** Inserts or replaces; one transaction. */
  save(gates: readonly StoredGate[]): void;
  /** Every gate that was WAITING when last seen: the nearest deadline first, those without one last. */
  waitingIds(environmentId: string): TokenId[];
  /** Those of the named gates that are stored, in that order. */
  read(tokenIds: readonly TokenId[]): StoredGate[];
  find(tokenId: TokenId): StoredGate | undefined;
  /** The newest settled gates. */
  settled(limit: number): StoredGate[];
  saveSnapshotTime(environmentId: string, at: number): void;
  snapshotTime(environmentId: string): number | undefined;
}

/** Snoozes on disk. What is lost there only brings its gate back into the list sooner. */
export interface SnoozeStore {
  read(): readonly Snooze[];
  write(snoozes: readonly Snooze[]): void;
}

/** One line of the audit log before it is chained. */
export interface AuditEvent {
  readonly at: number;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Decisions on disk. Guarantees, each tested under these words:
 * - when `record` returns, the decision survives a power cut
 * - a token has at most one decision that is not withdrawn
 * - a decision's bytes never change and no decision is ever removed
 * - `move` writes the new state and its audit entry in one transaction, or neither
 * - what is written `together` is on disk when it returns, all of it, or none of it where it throws
 */
export interface Outbox {
  /** @throws ConsoleError `decision/duplicate` where the token has one already; `store/refused` where the disk will not take it. */
  record(entry: OutboxEntry, audit: AuditEvent): void;
  /** Replaces the state, and counts one attempt more where `attempt` is set. */
  move(
    decisionId: string,
    change: Pick<OutboxEntry, "status"> & { readonly attempt?: true },
    audit: AuditEvent,
  ): OutboxEntry;
  find(decisionId: string): OutboxEntry | undefined;
  /** The decision on a token that is not withdrawn. */
  forToken(tokenId: TokenId): OutboxEntry | undefined;
  inStates(states: readonly OutboxStateName[]): OutboxEntry[];
  recent(limit: number): OutboxEntry[];
  /** Writes many in one go: one wait for the disk where each alone would wait. */
  together<T>(work: () => T): T;
}

/** The append-only, hash-chained log of this device. */
export interface AuditLog {
  append(event: AuditEvent): void;
  /** Digest of the newest entry. */
  head(): string;
}

/** Something that insight is worked out from; it never leaves this machine. Durations are milliseconds on the monotonic clock. */
export type InsightFact =
  /** The operator came to the console from something else. */
  | { readonly kind: "focus"; readonly at: number }
  | {
      readonly kind: "decision";
      readonly at: number;
      readonly decisionId: string;
      readonly verdict: Verdict;
      /** From the gate's opening, in server time. */
      readonly waitedMs: number | undefined;
      /** How long the card was on the screen of a console in front; undefined where nobody measured. */
      readonly onCardMs: number | undefined;
    };

/** The facts of this machine, a year of them. They are never changed, and decisions that were withdrawn are left out. */
export interface InsightFacts {
  add(fact: InsightFact): void;
  /** From that instant on, oldest first. */
  since(at: number): InsightFact[];
  /** When gates ran out without a decision, from that instant on. */
  expiries(since: number): number[];
  /** `onCardMs` of the newest approvals, newest first. */
  approvalTimes(limit: number): number[];
  /** Forgets what happened before that instant. */
  forget(before: number): void;
}

/** Keys at rest: under the system's keychain, or refused. */
export interface SecretVault {
  read(name: string): Promise<Secret | undefined>;
  /** @throws ConsoleError `vault/unavailable` where not even this session can hold it. */
  write(name: string, value: Secret): Promise<void>;
  remove(name: string): Promise<void>;
  status():
    | { readonly kind: "keychain"; readonly prefix: string }
    | { readonly kind: "session-only"; readonly reason: VaultProblem };
}

/** What the operator hears of without looking; it never decides anything. */
export interface Notifier {
  notify(alert: Alert): void;
  /** Takes back whatever was told of these gates, or was about to be. */
  withdraw(tokenIds: readonly TokenId[]): void;
}

/** Until when, in an environment's server time, every reminder was said: a restart neither repeats nor loses one. */
export interface ReminderMarks {
  read(environmentId: string): number | undefined;
  write(environmentId: string, at: number): void;
}

/**
 * Newer versions of this console. Guarantees:
 * - nothing is fetched before `fetch` and nothing installed before `install`
 * - `fetch` throws where what came is not what its feed promised
 */
export interface Updater {
  /** The newest version on offer, or undefined where the feed has none for this one. */
  check(): Promise<string | undefined>;
  fetch(): Promise<void>;
  /** Ends this console and starts the version that was fetched. */
  install(): void;
}
