import { ConsoleError } from "#core/error.ts";

const MAX_LENGTH = 300;
const LOOPBACK_HOSTS = new Set(["127.0.0.1", "[::1]", "localhost"]);
const DEFAULT_PORTS = { "https:": ":443", "http:": ":80" } as const;

/** Where an environment lives: an origin that a secret key may be sent to. */
export interface BaseUrl {
  /** Scheme, host and port as the URL standard writes them, without a slash at the end. */
  readonly origin: string;
  /** True for this machine: the only place that may be spoken to without TLS. */
  readonly loopback: boolean;
}

/**
 * Takes an address only where it is written exactly as it will be used: whatever the URL standard would have to repair
 * (user names, backslashes, tabs, numeric or foreign-script hosts, paths) is how an address is made to look like another.
 *
 * @throws ConsoleError `session/address-refused` saying what to write instead.
 */
export function parseBaseUrl(text: string): BaseUrl {
  // SECURITY: the key goes wherever this says.
  if (text.length > MAX_LENGTH) throw refused("The address is too long.");
  const url = parseUrl(text.trim());
  const written = text.trim().toLowerCase().replace(/\/$/u, "");
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw refused("The address must start with https://, like https://api.trigger.dev.");
  if (url.username !== "" || url.password !== "" || written.includes("@"))
    throw refused("The address must not hold a user name or password.");
  if (written !== url.origin && written !== `${url.origin}${DEFAULT_PORTS[url.protocol]}`)
    throw refused(
      `Write the address as scheme and host alone, like https://api.trigger.dev; this one reads as ${url.origin}.`,
    );
  // The URL standard lets a host hold punctuation that no host name has.
  if (!/^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])$/u.test(url.hostname) || url.hostname.endsWith(".") || url.port === "0")
    throw refused(`There is no such address as ${url.origin}.`);
  const loopback = LOOPBACK_HOSTS.has(url.hostname);
  if (url.protocol === "http:" && !loopback)
    throw refused(
      "The address must start with https://; http:// is for this machine alone (127.0.0.1, [::1], localhost).",
    );
  return { origin: url.origin, loopback };
}

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw refused("This is no web address; it should look like https://api.trigger.dev.");
  }
}

function refused(message: string): ConsoleError {
  return new ConsoleError("session/address-refused", message);
}
