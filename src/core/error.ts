import type { FieldProblem } from "#core/field-problem.ts";

/**
 * Everything that can be wrong in a way a person or the caller can act on. Codes are for code, messages for people.
 * `retryable` says whether the same call may succeed later without anybody changing anything.
 */
export const errorCodes = [
  "json/malformed",
  "json/inexact",
  "gate/malformed",
  "gate/unknown",
  "gate/not-approvable",
  "gate/changed",
  "gate/not-shown",
  "gate/just-appeared",
  "gate/settled",
  "gate/past-deadline",
  "decision/invalid",
  "decision/too-large",
  "decision/amount-not-typed",
  "decision/payee-not-checked",
  "decision/duplicate",
  "decision/unknown",
  "decision/not-possible",
  "edit/refused",
  "gateway/unreachable",
  "gateway/intercepted",
  "gateway/unauthorized",
  "gateway/forbidden",
  "gateway/not-found",
  "gateway/rate-limited",
  "gateway/refused",
  "gateway/redirected",
  "gateway/uncertain",
  "store/refused",
  "store/corrupt",
  "store/from-the-future",
  "vault/unavailable",
  "session/not-connected",
  "session/key-malformed",
  "session/address-refused",
  "session/decisions-on-the-way",
  "audit/broken",
  "ipc/refused",
  "ipc/malformed",
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

interface ConsoleErrorOptions {
  readonly cause?: unknown;
  readonly retryable?: boolean;
  /** Server time, milliseconds, from which a rate limiter takes calls again. */
  readonly retryAt?: number;
  /** The fields of a form that are at fault, so that each can be told beside its own field. */
  readonly fields?: readonly FieldProblem[] | undefined;
}

/** The one error class of the project; `code` is closed, `message` is written for the person who reads it. */
export class ConsoleError extends Error {
  override readonly name = "ConsoleError";
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly retryAt: number | undefined;
  readonly fields: readonly FieldProblem[];

  constructor(code: ErrorCode, message: string, options: ConsoleErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.retryAt = options.retryAt;
    this.fields = options.fields ?? [];
  }
}

/** The code of any thrown value: ours where it is ours, `internal` otherwise. */
export function errorCodeOf(error: unknown): ErrorCode {
  return error instanceof ConsoleError ? error.code : "internal";
}

/** Closes a switch over a union: a missing case does not compile. */
export function assertNever(value: never): never {
  throw new ConsoleError("internal", `Unexpected value ${JSON.stringify(value)}.`);
}
