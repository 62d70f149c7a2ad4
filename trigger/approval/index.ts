// The library's one entry: tasks import this file, and nothing reaches in past it.
export { requestApproval } from "./request-approval.ts";
export { type ModelAnswer, type Proposal, proposeParameters } from "./propose-parameters.ts";
export {
  ApprovalError,
  ApprovalForgedError,
  GateOptionsError,
  IncompleteParametersError,
  TooManyGatesError,
} from "./approval-error.ts";
export type { ApprovalOptions, GateContext, NextRequest, Words } from "./approval-options.ts";
export type { Approved, ApprovalOutcome, DecisionRecord, Expired, Rejected, Responded } from "./approval-outcome.ts";
export { type Duration, isDuration } from "./duration.ts";
export type { LargePayload, PayloadStore } from "./payload-store.ts";
