import { AbortTaskRunError } from "@trigger.dev/sdk";

/**
 * The ways a gate can go wrong that no retry would mend. The vendor recognises "never retry" by the error's *name*,
 * so ours keep that name and carry their own in `kind` and at the front of the message.
 */
export class ApprovalError extends AbortTaskRunError {
  readonly kind: string;

  constructor(kind: string, message: string, cause?: unknown) {
    super(`${kind}: ${message}`);
    this.kind = kind;
    if (cause !== undefined) this.cause = cause;
  }
}

/** The token was completed from outside Countersign until no round was left. Nothing was approved. */
export class ApprovalForgedError extends ApprovalError {
  /** Why each completion was no decision, in order. */
  readonly reasons: readonly string[];

  constructor(gate: string, reasons: readonly string[], rollback: string) {
    super(
      "ApprovalForgedError",
      `The gate "${gate}" was completed outside Countersign ${reasons.length} times (${reasons.join("; ")}). ` +
        `Nothing was approved. ${rollback}`,
    );
    this.reasons = reasons;
  }
}

/** The run has opened as many gates as it may: a runaway agent stops here. */
export class TooManyGatesError extends ApprovalError {
  constructor(most: number) {
    super("TooManyGatesError", `This run has already opened ${most} gates, the most it may (maxGatesPerRun).`);
  }
}

/** The gate cannot be opened as the task asks for it; the message says which option to mend. */
export class GateOptionsError extends ApprovalError {
  constructor(message: string, cause?: unknown) {
    super("GateOptionsError", message, cause);
  }
}

/** What was to be approved is incomplete or invalid, so nobody was asked. */
export class IncompleteParametersError extends ApprovalError {
  /** What is wrong, one line an issue, each with its place. */
  readonly issues: string;
  /** What has been, or has to be, put back. */
  readonly rollback: string;

  constructor(issues: string, rollback: string) {
    super("IncompleteParametersError", `The parameters are incomplete or invalid.\n${issues}\n${rollback}`);
    this.issues = issues;
    this.rollback = rollback;
  }
}
