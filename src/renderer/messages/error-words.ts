import { useIntl } from "react-intl";
import { type ErrorCode, errorCodeOf, errorCodes } from "#core/error.ts";
import type { MethodOutput } from "#ipc/contract.ts";
import { germanCauses, germanErrors } from "./de/errors.ts";

/** What main told: its code, and its own words in English. */
interface Told {
  readonly code: string;
  readonly message: string;
}

/** What went wrong, in the operator's language: in English as main said it, else by what kind of failure it is. */
export function useErrorWords(): (failure: unknown) => string {
  const { locale } = useIntl();
  return (failure) => errorWords(isTold(failure) ? failure : toldBy(failure), locale);
}

/** Why a server was not connected: what the test of the key found, or what kept it from being asked. */
export function refusalWords(
  { data, error }: { readonly data: MethodOutput<"session.connectFrom"> | undefined; readonly error: Error | null },
  tell: (failure: unknown) => string,
): string | undefined {
  if (data?.result === "refused") return tell({ code: data.cause, message: data.message });
  return error === null ? undefined : tell(error);
}

/** A told failure in that locale; what has no words of its own here stays as main said it. */
export function errorWords({ code, message }: Told, locale: string): string {
  if (!locale.startsWith("de")) return message;
  if (isErrorCode(code)) return code === "internal" ? `${germanErrors.internal} ${message}` : germanErrors[code];
  return germanCauses[code] ?? message;
}

function toldBy(failure: unknown): Told {
  return { code: errorCodeOf(failure), message: failure instanceof Error ? failure.message : "" };
}

function isTold(failure: unknown): failure is Told {
  return !(failure instanceof Error) && typeof failure === "object" && failure !== null && "code" in failure;
}

function isErrorCode(code: string): code is ErrorCode {
  return errorCodes.some((known) => known === code);
}
