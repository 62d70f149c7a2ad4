import type { Guard } from "./guard.ts";

const hostile = { project: "contracts", test: "test/contracts/gateway/hostile-network.test.ts" } as const;
const addresses = {
  file: "src/adapters/trigger/base-url.ts",
  project: "node",
  test: "src/adapters/trigger/base-url.test.ts",
} as const;

/** Where the key goes, and what comes back. */
export const networkGuards: readonly Guard[] = [
  {
    ...addresses,
    name: "a key is sent without TLS to this machine alone",
    find: 'if (url.protocol === "http:" && !loopback)',
    replace: "if (false)",
  },
  {
    ...addresses,
    name: "an address is used exactly as it is written",
    find: "if (written !== url.origin && written !== `${url.origin}${DEFAULT_PORTS[url.protocol]}`)",
    replace: "if (false)",
  },
  {
    name: "a stored page is fetched over TLS and from a public name alone",
    file: "src/adapters/trigger/packet-origin.ts",
    find: 'if (base.loopback || url?.protocol !== "https:" || url.username !== "" || !isPublicName || isLocalName)',
    replace: "if (url === undefined)",
    project: "node",
    test: "src/adapters/trigger/packet-origin.test.ts",
  },
  {
    name: "a token's callback is not even named",
    file: "src/adapters/trigger/replies.ts",
    find: "    tokenId: tokenId.data,\n",
    replace: "    ...reply,\n    tokenId: tokenId.data,\n",
    project: "node",
    test: "src/adapters/trigger/replies.test.ts",
  },
  {
    name: "an error holds no header and no key",
    file: "src/adapters/trigger/failures.ts",
    find: "scrubText(source.message),",
    replace: "source.message,",
    project: "node",
    test: "src/adapters/trigger/network-failure.test.ts",
  },
  {
    ...hostile,
    name: "a redirect is not followed",
    file: "src/adapters/trigger/transport.ts",
    find: 'redirect: "manual"',
    replace: 'redirect: "follow"',
  },
  {
    ...hostile,
    name: "nothing leaves but gateway calls",
    file: "src/adapters/trigger/transport.ts",
    find: "if (call === undefined || url.origin !== call.origin)\n      throw gatewayError(",
    replace:
      "if (call === undefined) return fetch(input, init);\n    if (url.origin !== call.origin)\n      throw gatewayError(",
  },
  {
    ...hostile,
    name: "a reply has a largest size",
    file: "src/adapters/trigger/read-capped.ts",
    find: "if (size > maxBytes) {",
    replace: "if (size > maxBytes * 1_000) {",
  },
  {
    ...hostile,
    name: "a page in place of a reply is not believed",
    file: "src/adapters/trigger/transport.ts",
    find: "if (!isJson(response.headers)) throw interceptedError();",
    replace: "",
  },
  {
    ...hostile,
    name: "of two values for one key neither is believed",
    file: "src/adapters/trigger/transport.ts",
    find: "withSingleKeys(new TextDecoder().decode(body))",
    replace: "new TextDecoder().decode(body)",
  },
  {
    ...hostile,
    name: "another token's reply is no answer",
    file: "src/adapters/trigger/gateway.ts",
    find: "if (token?.tokenId !== id) throw unexpectedReply();",
    replace: "if (token === undefined) throw unexpectedReply();",
  },
  {
    ...hostile,
    name: "an id is checked before it is part of an address",
    file: "src/adapters/trigger/gateway.ts",
    find: "if (parsed.success) return parsed.data;\n  throw gatewayError(",
    replace: "if (parsed.success || id.length >= 0) return parsed.data ?? id;\n  throw gatewayError(",
  },
];
