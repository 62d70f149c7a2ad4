import type { Clock } from "#app/ports.ts";
import { gatewayError } from "#core/gateway-error.ts";
import { type Call, currentCall } from "./call.ts";
import { interceptedError, networkError, replyError } from "./failures.ts";
import { readCapped } from "./read-capped.ts";
import { withSingleKeys } from "./repeated-keys.ts";

const MAX_ERROR_BYTES = 64 * 1024;

interface TransportOptions {
  /** The network: Electron's `net.fetch`, or Node's own. */
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/**
 * The one `fetch` of the program: installed as `globalThis.fetch`, under the SDK and everything else.
 * It serves gateway calls alone, each to its own origin: no redirect, no cookies, no cache, the reply read whole within
 * the call's deadline and size cap. What it throws is a ConsoleError of the `gateway/` family.
 */
export function createTransport({ fetch, clock }: TransportOptions): typeof globalThis.fetch {
  return async (input, init) => {
    // SECURITY: nothing leaves this program but gateway calls, and those only for the address the operator gave.
    const call = currentCall();
    const url = new URL(input instanceof Request ? input.url : input);
    if (call === undefined || url.origin !== call.origin)
      throw gatewayError("gateway/refused", `A request to ${url.origin} is no call to a connected environment.`);
    const sentAt = clock.monotonic();
    const response = await ask(fetch, input, init, call);
    const receivedAt = clock.monotonic();
    if (!response.ok) throw replyError(await failedReply(response));
    if (!isJson(response.headers)) throw interceptedError();
    const dateMs = Date.parse(response.headers.get("date") ?? "");
    const body = await wholeBody(response, call);
    if (!Number.isNaN(dateMs)) call.onDate({ dateMs, sentAt, receivedAt });
    // SECURITY: what two parsers read differently is no answer, and Trigger.dev never writes it.
    const text = withSingleKeys(new TextDecoder().decode(body));
    return new Response(text, { status: response.status, headers: response.headers });
  };
}

async function ask(
  fetch: typeof globalThis.fetch,
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  call: Call,
): Promise<Response> {
  try {
    return await fetch(input, {
      ...init,
      signal: call.signal,
      redirect: "manual",
      credentials: "omit",
      cache: "no-store",
    });
  } catch (error) {
    throw networkError(error);
  }
}

async function wholeBody(response: Response, call: Call): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { bytes, cut } = await readCapped(response.body, call.maxBytes);
    if (!cut) return bytes;
  } catch (error) {
    throw networkError(error);
  }
  throw gatewayError(
    "gateway/uncertain",
    `The reply was larger than ${call.maxBytes} bytes and was not read to its end.`,
  );
}

async function failedReply(response: Response) {
  const read = readCapped(response.body, MAX_ERROR_BYTES);
  const text = await read.then(({ bytes }) => new TextDecoder().decode(bytes)).catch(() => "");
  return { status: response.status, headers: response.headers, text };
}

function isJson(headers: Headers): boolean {
  return /^\s*application\/(?:[\w.+-]+\+)?json\b/iu.test(headers.get("content-type") ?? "");
}
