import { expect, test } from "vitest";
import { networkError } from "./failures.ts";
import { networkFailureOf } from "./network-failure.ts";

/** What Node's fetch throws. */
function nodeError(code: string, message = "connect failed"): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
}

/** What Electron's net.fetch throws. */
function electronError(word: string): Error {
  return new Error(`net::${word}`);
}

const notDelivered: readonly [Error, string][] = [
  [nodeError("ENOTFOUND"), "dns"],
  [nodeError("EAI_AGAIN"), "dns"],
  [nodeError("ECONNREFUSED"), "refused"],
  [
    new TypeError("fetch failed", {
      cause: new AggregateError([Object.assign(new Error(), { code: "ECONNREFUSED" })]),
    }),
    "refused",
  ],
  [nodeError("ENETUNREACH"), "unroutable"],
  [nodeError("EHOSTUNREACH"), "unroutable"],
  [nodeError("UND_ERR_CONNECT_TIMEOUT", "Connect Timeout Error"), "unroutable"],
  [nodeError("ENETDOWN"), "offline"],
  [nodeError("CERT_HAS_EXPIRED"), "certificate-date"],
  [nodeError("DEPTH_ZERO_SELF_SIGNED_CERT"), "tls"],
  [nodeError("SELF_SIGNED_CERT_IN_CHAIN"), "tls"],
  [nodeError("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), "tls"],
  [nodeError("ERR_TLS_CERT_ALTNAME_INVALID"), "tls"],
  [nodeError("ERR_SSL_WRONG_VERSION_NUMBER"), "tls"],
  [nodeError("ECONNRESET", "Client network socket disconnected before secure TLS connection was established"), "tls"],
  [new TypeError("fetch failed", { cause: new Error("bad port") }), "blocked"],
  [electronError("ERR_NAME_NOT_RESOLVED"), "dns"],
  [electronError("ERR_CONNECTION_REFUSED"), "refused"],
  [electronError("ERR_INTERNET_DISCONNECTED"), "offline"],
  [electronError("ERR_ADDRESS_UNREACHABLE"), "unroutable"],
  [electronError("ERR_PROXY_CONNECTION_FAILED"), "proxy"],
  [electronError("ERR_TUNNEL_CONNECTION_FAILED"), "proxy"],
  [electronError("ERR_CERT_AUTHORITY_INVALID"), "tls"],
  [electronError("ERR_CERT_COMMON_NAME_INVALID"), "tls"],
  [electronError("ERR_CERT_DATE_INVALID"), "certificate-date"],
  [electronError("ERR_SSL_PROTOCOL_ERROR"), "tls"],
  [electronError("ERR_SSL_VERSION_OR_CIPHER_MISMATCH"), "tls"],
  [electronError("ERR_BLOCKED_BY_CLIENT"), "blocked"],
];

test.each(notDelivered)("%s was not applied (%s)", (error, kind) => {
  expect(networkFailureOf(error)).toBe(kind);
  expect(networkError(error)).toMatchObject({ code: "gateway/unreachable", retryable: true });
});

const redirected = [
  new TypeError("fetch failed", { cause: new Error("unexpected redirect") }),
  new Error("Redirect was cancelled"),
  new Error("Attempted to redirect, but redirect policy was 'error'"),
  electronError("ERR_UNSAFE_REDIRECT"),
];

test.each(redirected)("%s is a redirect that was not followed", (error) => {
  expect(networkError(error)).toMatchObject({ code: "gateway/redirected", retryable: false });
});

const mayBeApplied: readonly [Error, string][] = [
  [nodeError("ECONNRESET", "read ECONNRESET"), "broken"],
  [nodeError("EPIPE"), "broken"],
  [nodeError("UND_ERR_SOCKET", "other side closed"), "broken"],
  [nodeError("ECONNRESET", "socket hang up"), "broken"],
  [nodeError("ETIMEDOUT"), "timeout"],
  [nodeError("UND_ERR_HEADERS_TIMEOUT", "Headers Timeout Error"), "timeout"],
  [nodeError("UND_ERR_BODY_TIMEOUT", "Body Timeout Error"), "timeout"],
  [nodeError("EPROTO"), "broken"],
  [Object.assign(new Error("This operation was aborted"), { name: "AbortError" }), "timeout"],
  [Object.assign(new Error("aborted due to timeout"), { name: "TimeoutError" }), "timeout"],
  [electronError("ERR_CONNECTION_RESET"), "broken"],
  [electronError("ERR_CONNECTION_CLOSED"), "broken"],
  [electronError("ERR_CONNECTION_ABORTED"), "broken"],
  [electronError("ERR_EMPTY_RESPONSE"), "broken"],
  [electronError("ERR_NETWORK_CHANGED"), "broken"],
  [electronError("ERR_NETWORK_IO_SUSPENDED"), "broken"],
  [electronError("ERR_CONTENT_LENGTH_MISMATCH"), "broken"],
  [electronError("ERR_HTTP2_PROTOCOL_ERROR"), "broken"],
  [electronError("ERR_INVALID_HTTP_RESPONSE"), "broken"],
  [electronError("ERR_TIMED_OUT"), "timeout"],
  [electronError("ERR_CONNECTION_TIMED_OUT"), "timeout"],
  [electronError("ERR_SOMETHING_NEW"), "broken"],
  [new Error("no words at all"), "broken"],
];

test.each(mayBeApplied)("%s may have been applied (%s)", (error, kind) => {
  expect(networkFailureOf(error)).toBe(kind);
  expect(networkError(error)).toMatchObject({ code: "gateway/uncertain", retryable: true });
});

test("what is thrown, and is no error, may have been applied", () => {
  expect(networkError("odd")).toMatchObject({ code: "gateway/uncertain" });
});

test("the cause that goes on holds no header and no key", () => {
  const source = Object.assign(new Error('"Bearer tr_dev_aB3dE5fG7hI9jK1lM3nO" is an invalid header value'), {
    headers: { authorization: "Bearer tr_dev_aB3dE5fG7hI9jK1lM3nO" },
  });
  const { cause } = networkError(new TypeError("fetch failed", { cause: source }));
  expect(cause).toMatchObject({
    message: "fetch failed",
    cause: { message: '"Bearer [removed]" is an invalid header value' },
  });
  expect(JSON.stringify(cause, ["cause", "headers", "message"])).not.toContain("aB3dE5");
});
