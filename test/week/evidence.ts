import type { Decision } from "#core/decision.ts";
import type { GateRequest } from "#core/envelope.ts";
import type { GateKind, Outcome } from "./planned-requests.ts";

/** One gate as its server tells it in the end. */
export interface TokenFact {
  readonly environment: string;
  readonly tokenId: string;
  readonly runId: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly createdAt: number;
  readonly status: "WAITING" | "COMPLETED" | "TIMED_OUT";
  readonly completedAt: number | undefined;
  /** What it was completed with; undefined where that is no decision. */
  readonly decision: Decision | undefined;
}

/** One run as its server tells it in the end; `outcome` is what the task answered. */
export interface RunFact {
  readonly environment: string;
  readonly runId: string;
  readonly status: string;
  readonly outcome: string | undefined;
}

/** One row that a task wrote, whatever its table. */
export interface LedgerFact {
  readonly environment: string;
  readonly kind: GateKind;
  readonly runId: string;
  /** The parameters as they were written, by their names in the request. */
  readonly values: Readonly<Record<string, string>>;
  /** The names of all who approved, in order. */
  readonly approvedBy: string;
  readonly decisionId: string;
}

/** How an invoice or an import stands in the end. */
export interface SubjectFact {
  readonly environment: string;
  readonly subject: string;
  readonly status: string;
}

/** What was asked for, as planned, and every run that was started for it, the last one being the one that counts. */
export interface RequestFact {
  readonly environment: string;
  readonly subject: string;
  readonly kind: GateKind;
  /** How many persons have to approve. */
  readonly needed: number;
  readonly ends: Outcome;
  readonly runIds: readonly string[];
}

/** What a window told its operator: after the click, and of the same decision in the end. */
export interface ReceiptFact {
  readonly operator: string;
  readonly tokenId: string;
  readonly title: string;
  readonly verdict: Decision["verdict"];
  /** What the operator wrote into fields of the card. */
  readonly written: readonly string[];
  readonly finally: string;
}

/** One decision in an exported audit log, with the state that the log leaves it in. */
export interface AuditedDecision {
  readonly decision: Decision;
  readonly request: GateRequest;
  readonly state: string;
}

/** One operator's exported audit log. */
export interface AuditFact {
  readonly operator: string;
  readonly keyId: string;
  readonly publicKey: string;
  readonly decisions: readonly AuditedDecision[];
  /** What `audit:verify` says against it, a line each. */
  readonly problems: readonly string[];
}

/** Everything that is known of the week, each part from a source of its own. */
export interface WeekEvidence {
  /** How many gates were to be opened. */
  readonly planned: number;
  readonly requests: readonly RequestFact[];
  readonly tokens: readonly TokenFact[];
  readonly runs: readonly RunFact[];
  readonly ledger: readonly LedgerFact[];
  readonly subjects: readonly SubjectFact[];
  readonly receipts: readonly ReceiptFact[];
  readonly audits: readonly AuditFact[];
  /** Since when (milliseconds since 1970) which environment's tasks no longer believe a key, by both names. */
  readonly revoked: ReadonlyMap<string, number>;
}

/** Two sources that disagree, in words. */
export interface Mismatch {
  readonly row: string;
  readonly what: string;
}
