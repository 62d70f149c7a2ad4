import { gatewayError } from "#core/gateway-error.ts";
import type { BaseUrl } from "./base-url.ts";

/**
 * The origin that a stored output may be fetched from. On the Cloud and where self-hosting has an object store, that is
 * another server, which only the authenticated reply names; no key, cookie or header of ours ever goes there.
 *
 * @throws ConsoleError `gateway/refused` for any other place.
 */
export function packetOrigin(text: string, base: BaseUrl): string {
  // SECURITY: whoever answers for Trigger.dev names this address. It must lead neither to this machine nor to a bare
  // address inside the operator's network, and never leave TLS; from the sandbox it leads to the sandbox alone.
  const url = parsedUrl(text);
  if (url?.origin === base.origin) return url.origin;
  const isPublicName = url !== undefined && /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/u.test(url.hostname);
  const isLocalName = url !== undefined && /\.(?:local|localhost|internal|lan|home|corp|arpa)$/u.test(url.hostname);
  if (base.loopback || url?.protocol !== "https:" || url.username !== "" || !isPublicName || isLocalName)
    throw gatewayError("gateway/refused", "The page is stored at an address that this console does not read from.");
  return url.origin;
}

function parsedUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
