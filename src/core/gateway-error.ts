import { ConsoleError, type ErrorCode } from "#core/error.ts";

export type GatewayErrorCode = Extract<ErrorCode, `gateway/${string}`>;

const PERMANENT: ReadonlySet<GatewayErrorCode> = new Set([
  "gateway/unauthorized",
  "gateway/forbidden",
  "gateway/not-found",
  "gateway/refused",
  "gateway/redirected",
]);

/** A gateway failure; whether the same call may succeed later follows from its code. `retryAt` is server time, milliseconds. */
export function gatewayError(
  code: GatewayErrorCode,
  message: string,
  details: { readonly cause?: unknown; readonly retryAt?: number } = {},
): ConsoleError {
  return new ConsoleError(code, message, { ...details, retryable: !PERMANENT.has(code) });
}
