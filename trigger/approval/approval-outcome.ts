import type { Edit } from "#core/edits.ts";
import type { Instant, KeyId, TokenId } from "#core/identifiers.ts";

/** Who decided, when and with which words: the name comes from the operators list, never from the decision itself. */
export interface DecisionRecord {
  readonly decisionId: string;
  readonly tokenId: TokenId;
  readonly operator: { readonly person: string; readonly name: string; readonly keyId: KeyId };
  readonly comment?: string;
  readonly edits: readonly Edit[];
  /** When the token was completed, by the server's clock. */
  readonly completedAt: Instant;
}

/** Everybody needed has approved exactly these parameters. */
export interface Approved<P> {
  readonly outcome: "approved";
  readonly parameters: P;
  /** The last approval. */
  readonly decision: DecisionRecord;
  /** Every approval that counted, in order: two for four eyes. */
  readonly approvals: readonly DecisionRecord[];
}

/** An operator said no; the rollback has been done where the task gave one. */
export interface Rejected {
  readonly outcome: "rejected";
  readonly comment: string;
  readonly decision: DecisionRecord;
  readonly rollback: string;
}

/** An operator asked something and `onRespond` had no next request. Nothing was decided and nothing rolled back. */
export interface Responded {
  readonly outcome: "responded";
  readonly comment: string;
  readonly decision: DecisionRecord;
}

/** Nobody decided in time; the rollback has been done where the task gave one. */
export interface Expired {
  readonly outcome: "expired";
  readonly rollback: string;
}

/** What `requestApproval()` answers: a union, so that "not approved" cannot be read as a missing value. */
export type ApprovalOutcome<P> = Approved<P> | Rejected | Responded | Expired;
