/** Why a request got no reply. Every kind but `broken` and `timeout` means that the request was never delivered. */
export type NetworkFailure =
  | "dns"
  | "refused"
  | "offline"
  | "unroutable"
  | "proxy"
  | "tls"
  | "certificate-date"
  | "redirect"
  | "blocked"
  | "timeout"
  | "broken";

// Node's words and Chromium's, in that order. What is in no list is `broken`: it may have happened after the request left.
const WORDS: readonly [NetworkFailure, readonly string[]][] = [
  ["dns", ["ENOTFOUND", "EAI_AGAIN", "EAI_NODATA", "EAI_NONAME", "EAI_FAIL"]],
  ["dns", ["ERR_NAME_NOT_RESOLVED", "ERR_NAME_RESOLUTION_FAILED", "ERR_DNS_TIMED_OUT", "ERR_DNS_SERVER_FAILED"]],
  ["refused", ["ECONNREFUSED", "ERR_CONNECTION_REFUSED"]],
  ["offline", ["ENETDOWN", "ERR_INTERNET_DISCONNECTED"]],
  ["unroutable", ["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "UND_ERR_CONNECT_TIMEOUT"]],
  ["unroutable", ["ERR_ADDRESS_UNREACHABLE", "ERR_ADDRESS_INVALID"]],
  ["proxy", ["ERR_PROXY_CONNECTION_FAILED", "ERR_TUNNEL_CONNECTION_FAILED", "ERR_PROXY_AUTH_UNSUPPORTED"]],
  ["proxy", ["ERR_PROXY_AUTH_REQUESTED", "ERR_PROXY_CERTIFICATE_INVALID", "ERR_SOCKS_CONNECTION_FAILED"]],
  ["proxy", ["ERR_SOCKS_CONNECTION_HOST_UNREACHABLE", "ERR_MANDATORY_PROXY_CONFIGURATION_FAILED"]],
  ["certificate-date", ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID", "ERR_CERT_DATE_INVALID"]],
  ["tls", ["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"]],
  ["tls", ["UNABLE_TO_GET_ISSUER_CERT", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "ERR_TLS_CERT_ALTNAME_INVALID"]],
  ["tls", ["CERT_REVOKED", "CERT_UNTRUSTED", "CERT_REJECTED", "CERT_SIGNATURE_FAILURE", "CERT_CHAIN_TOO_LONG"]],
  ["tls", ["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "ERR_SSL_UNSUPPORTED_PROTOCOL"]],
  ["tls", ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"]],
  ["tls", ["ERR_SSL_PROTOCOL_ERROR", "ERR_SSL_VERSION_OR_CIPHER_MISMATCH", "ERR_SSL_UNRECOGNIZED_NAME_ALERT"]],
  ["tls", ["ERR_SSL_CLIENT_AUTH_CERT_NEEDED", "ERR_BAD_SSL_CLIENT_AUTH_CERT", "ERR_SSL_OBSOLETE_VERSION"]],
  ["tls", ["ERR_CERT_AUTHORITY_INVALID", "ERR_CERT_COMMON_NAME_INVALID", "ERR_CERT_REVOKED", "ERR_CERT_INVALID"]],
  ["tls", ["ERR_CERT_WEAK_SIGNATURE_ALGORITHM", "ERR_CERT_WEAK_KEY", "ERR_CERTIFICATE_TRANSPARENCY_REQUIRED"]],
  ["tls", ["ERR_CERT_SYMANTEC_LEGACY", "ERR_CERT_KNOWN_INTERCEPTION_BLOCKED", "ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN"]],
  [
    "blocked",
    ["ERR_BLOCKED_BY_CLIENT", "ERR_BLOCKED_BY_ADMINISTRATOR", "ERR_NETWORK_ACCESS_DENIED", "ERR_UNSAFE_PORT"],
  ],
  ["blocked", ["ERR_INVALID_URL", "ERR_UNKNOWN_URL_SCHEME", "ERR_DISALLOWED_URL_SCHEME"]],
  ["redirect", ["ERR_UNSAFE_REDIRECT", "ERR_TOO_MANY_REDIRECTS"]],
  [
    "timeout",
    [
      "ETIMEDOUT",
      "ERR_TIMED_OUT",
      "ERR_CONNECTION_TIMED_OUT",
      "UND_ERR_HEADERS_TIMEOUT",
      "UND_ERR_BODY_TIMEOUT",
      "ABORT_ERR",
    ],
  ],
];
const KIND_BY_WORD = new Map(WORDS.flatMap(([kind, words]) => words.map((word) => [word, kind] as const)));

/** Failures that have no code, by what Node and Electron write in the message. */
const KIND_BY_MESSAGE: readonly [RegExp, NetworkFailure][] = [
  [/before secure TLS connection was established/u, "tls"],
  [/redirect was cancelled|redirect policy was|unexpected redirect/iu, "redirect"],
  [/\bbad port\b/u, "blocked"],
  [/\btimed? ?out\b/iu, "timeout"],
];

/** Reads the kind from what `fetch` threw, Node's or Electron's; causes and aggregated errors count too. */
export function networkFailureOf(error: unknown): NetworkFailure {
  const kinds = errorChain(error).map(kindOfOne);
  return kinds.find((kind) => kind !== undefined) ?? "broken";
}

function kindOfOne(error: Error & { code?: unknown }): NetworkFailure | undefined {
  const known = typeof error.code === "string" ? KIND_BY_WORD.get(error.code) : undefined;
  if (known !== undefined) return known;
  for (const [pattern, kind] of KIND_BY_MESSAGE) if (pattern.test(error.message)) return kind;
  const word = /net::(ERR_[A-Z0-9_]+)/u.exec(error.message)?.[1];
  if (word !== undefined) return KIND_BY_WORD.get(word) ?? "broken";
  return error.name === "AbortError" || error.name === "TimeoutError" ? "timeout" : undefined;
}

function errorChain(error: unknown): Error[] {
  const chain: Error[] = [];
  const open = [error];
  while (open.length > 0 && chain.length < 20) {
    const next = open.shift();
    if (!(next instanceof Error)) continue;
    chain.push(next);
    open.push(next.cause);
    if (next instanceof AggregateError) open.push(...(next.errors as unknown[]));
  }
  return chain;
}
