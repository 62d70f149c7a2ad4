import { ConsoleError } from "#core/error.ts";
import { gatewayError, type GatewayErrorCode } from "#core/gateway-error.ts";
import { type NetworkFailure, networkFailureOf } from "./network-failure.ts";
import { scrubText } from "#core/scrub.ts";

const MAX_QUOTE = 300;

const NETWORK: Record<NetworkFailure, readonly [code: GatewayErrorCode, message: string]> = {
  dns: ["gateway/unreachable", "The server's name could not be found: offline, or the address is wrong."],
  refused: ["gateway/unreachable", "The server does not take connections at this address."],
  offline: ["gateway/unreachable", "This computer is offline."],
  unroutable: ["gateway/unreachable", "The server could not be reached from this network."],
  proxy: ["gateway/unreachable", "The network's proxy did not let the request through."],
  tls: ["gateway/unreachable", "No secure connection: the server's certificate is not one this computer trusts."],
  "certificate-date": [
    "gateway/unreachable",
    "No secure connection: by this computer's clock the server's certificate is not valid today.",
  ],
  blocked: ["gateway/unreachable", "This computer's policy does not allow a request to this address."],
  redirect: ["gateway/redirected", "The server sends calls on to another address; nothing was sent there."],
  timeout: ["gateway/uncertain", "The server did not answer in time."],
  broken: ["gateway/uncertain", "The connection broke before the answer came."],
};
/** What `fetch` threw, as a gateway failure. Our own errors pass as they are. */
export function networkError(error: unknown): ConsoleError {
  if (error instanceof ConsoleError) return error;
  const [code, message] = NETWORK[networkFailureOf(error)];
  return gatewayError(code, message, { cause: harmless(error) });
}

/** What of a reply tells the failure; `text` is the body, read up to a small cap. */
export interface FailedReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A reply that is no 2xx, as a gateway failure. */
export function replyError(reply: FailedReply): ConsoleError {
  const { status, headers } = reply;
  const said = quoted(reply);
  if (status >= 300 && status < 400) return gatewayError(...NETWORK.redirect);
  if (status === 407) return gatewayError(...NETWORK.proxy);
  // Trigger.dev says 401, 403 and 404 in JSON; a page of HTML comes from something on the way, and no key is wrong.
  if (status === 511 || ([401, 403, 404].includes(status) && isHtml(headers))) return interceptedError();
  switch (status) {
    case 401:
      return gatewayError("gateway/unauthorized", "Trigger.dev does not accept this environment's key.");
    case 403:
      return gatewayError("gateway/forbidden", `This environment's key may not do that${said}.`);
    case 404:
      return gatewayError("gateway/not-found", `Trigger.dev does not know it${said}.`);
    case 429:
      return rateLimitError(headers);
    case 408:
    case 409:
      return gatewayError("gateway/uncertain", `The server gave up on the request (${status})${said}.`);
  }
  return status < 500
    ? gatewayError("gateway/refused", `Trigger.dev refused the request (${status})${said}.`)
    : gatewayError("gateway/uncertain", `The server failed at the request (${status})${said}.`);
}

/** A 2xx that is not Trigger.dev's. */
export function interceptedError(): ConsoleError {
  return gatewayError(
    "gateway/intercepted",
    "Something between this computer and Trigger.dev answered in its place: a sign-in page of this network, or a proxy.",
  );
}

function isHtml(headers: Headers): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/iu.test(headers.get("content-type") ?? "");
}

// `x-ratelimit-reset` is server time in milliseconds; `retry-after`, a proxy's way to say it, is seconds from the reply's Date.
function rateLimitError(headers: Headers): ConsoleError {
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const fromNow = Date.parse(headers.get("date") ?? "") + seconds * 1000;
  const retryAt = [reset, fromNow].find((instant) => Number.isSafeInteger(instant) && instant > 0);
  return gatewayError(
    "gateway/rate-limited",
    "Trigger.dev takes no more requests of this environment for a moment.",
    retryAt === undefined ? {} : { retryAt },
  );
}

function quoted({ headers, text }: FailedReply): string {
  if (isHtml(headers) || text === "") return "";
  const said = errorText(text);
  return said === ""
    ? ""
    : `: ${scrubText(said)
        .slice(0, MAX_QUOTE)
        .replace(/[.\s]+$/u, "")}`;
}

function errorText(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    const error: unknown = typeof body === "object" && body !== null && "error" in body ? body.error : undefined;
    return typeof error === "string" ? error : "";
  } catch {
    return "";
  }
}

// SECURITY: an SDK or network error may hold headers, the key among them; only its words and code go on, scrubbed.
function harmless(error: unknown): Error {
  const source: Error & { code?: unknown } = error instanceof Error ? error : new Error(String(error));
  const copy: Error & { code?: unknown } = new Error(
    scrubText(source.message),
    source.cause instanceof Error ? { cause: harmless(source.cause) } : {},
  );
  copy.name = source.name;
  if (typeof source.code === "string") copy.code = source.code;
  return copy;
}
