import { ApiClient, ApiError, ApiSchemaValidationError } from "@trigger.dev/core/v3";
import type { ServerTimeSample, Timer, TriggerGateway } from "#app/ports.ts";
import { COUNTERSIGN } from "#core/envelope.ts";
import { ConsoleError } from "#core/error.ts";
import { isGateToken } from "#core/gate-tags.ts";
import { gatewayError } from "#core/gateway-error.ts";
import { RunId, TokenId } from "#core/identifiers.ts";
import type { Secret } from "#core/secret.ts";
import { parseSecretKey } from "#core/secret-key.ts";
import type { BaseUrl } from "./base-url.ts";
import { runCall } from "./call.ts";
import { withDeadline } from "./deadline.ts";
import { interceptedError, networkError } from "./failures.ts";
import { packetOrigin } from "./packet-origin.ts";
import { type Packet, READ_TASK, readPayloadReply } from "./payload-read.ts";
import { readRun, readToken } from "./replies.ts";
import { readRunLogs } from "./run-logs.ts";
import { readRunSteps } from "./run-steps.ts";

const PAGE_SIZE = 100;
const DEADLINE_MS = 10_000;
/** For a page of a large request: 1.4 MB over a slow line. */
const DOWNLOAD_DEADLINE_MS = 30_000;
/** A reading that no worker takes up is not wanted any more when one comes at last. */
const READ_TTL = "1m";
const MAX_REPLY_BYTES = 4 * 1024 * 1024;
/** A hundred runs with as much metadata as the vendor allows (256 KB each), or one long trace. */
const MAX_LARGE_REPLY_BYTES = 32 * 1024 * 1024;

export interface TriggerGatewayOptions {
  readonly baseUrl: BaseUrl;
  /** Asked at each call, so that a new key counts at once. */
  readonly key: () => Promise<Secret>;
  readonly timer: Timer;
  readonly onServerTime?: (sample: ServerTimeSample) => void;
  /** Milliseconds a call may take, the key's reading included; 10,000 unless given. */
  readonly deadlineMs?: number;
  /** Most bytes of a reply; 4 MB unless given, lists of runs and traces 32 MB. */
  readonly maxReplyBytes?: number;
}

/**
 * Trigger.dev over the SDK's own client: cloud, self-hosted or sandbox, only the base URL differs. It speaks through
 * `globalThis.fetch`, which must be the transport of `createTransport`.
 */
export function createTriggerGateway(options: TriggerGatewayOptions): TriggerGateway {
  const small = options.maxReplyBytes ?? MAX_REPLY_BYTES;
  const large = options.maxReplyBytes ?? MAX_LARGE_REPLY_BYTES;

  async function ask<T>(maxBytes: number, request: (client: ApiClient) => PromiseLike<T>): Promise<T> {
    let sample: ServerTimeSample | undefined;
    const reply = await withDeadline(options.timer, options.deadlineMs ?? DEADLINE_MS, async (signal) => {
      const client = createClient(options.baseUrl, await options.key());
      const call = {
        origin: options.baseUrl.origin,
        signal,
        maxBytes,
        onDate: (date: ServerTimeSample) => (sample = date),
      };
      return runCall(call, async () => request(client));
    }).catch((error: unknown) => {
      throw callError(error);
    });
    // Only now is it known to be Trigger.dev's: what answers in its place may tell any time.
    if (sample !== undefined) options.onServerTime?.(sample);
    return reply;
  }

  return {
    listWaiting: async (after) => {
      const page = await ask(small, (client) =>
        client.listWaitpointTokens({ status: "WAITING", tags: COUNTERSIGN, limit: PAGE_SIZE, ...(after && { after }) }),
      );
      const tokens = (await Promise.all(page.data.map(readToken))).filter((token) => token !== undefined);
      const waiting = tokens.filter((token) => token.status === "WAITING" && isGateToken(token.tags));
      return { tokens: waiting, ...next(page.pagination) };
    },
    retrieveToken: async (tokenId) => {
      const id = checkedId(TokenId, tokenId);
      const token = await readToken(await ask(small, (client) => client.retrieveWaitpointToken(id)));
      if (token?.tokenId !== id) throw unexpectedReply();
      return token;
    },
    completeToken: async (tokenId, decisionJson) => {
      const id = checkedId(TokenId, tokenId);
      const data = parsedDecision(decisionJson);
      await ask(small, (client) => client.completeWaitpointToken(id, { data }));
    },
    listRuns: async (after) => {
      const page = await ask(large, (client) =>
        client.listRuns({ tag: COUNTERSIGN, limit: PAGE_SIZE, ...(after && { after }) }),
      );
      return { runs: page.data.map(readRun).filter((run) => run !== undefined), ...next(page.pagination) };
    },
    retrieveRun: async (runId) => {
      const id = checkedId(RunId, runId);
      const run = readRun(await ask(small, (client) => client.retrieveRun(id)));
      if (run?.runId !== id) throw unexpectedReply();
      return run;
    },
    runTrace: async (runId) => {
      const id = checkedId(RunId, runId);
      const { trace } = await ask(large, (client) => client.retrieveRunTrace(id));
      return { lines: readRunLogs(trace.rootSpan), ...readRunSteps(trace.rootSpan) };
    },
    startPayloadRead: async (ref, page) => {
      const body = { payload: { ref, page }, options: { ttl: READ_TTL } };
      const { id } = await ask(small, (client) => client.triggerTask(READ_TASK, body));
      const runId = RunId.safeParse(id);
      if (!runId.success) throw unexpectedReply();
      return runId.data;
    },
    payloadRead: async (runId) => {
      const id = checkedId(RunId, runId);
      const reply = await ask(small, (client) => client.retrieveRun(id));
      if (reply.id !== id || reply.taskIdentifier !== READ_TASK) throw unexpectedReply();
      return readPayloadReply(reply, (url) => download(options, packetOrigin(url, options.baseUrl), url, small));
    },
  };
}

/** Fetches a stored output, without the key: its address is signed. The server there tells nothing of the time. */
async function download(
  { timer, deadlineMs }: TriggerGatewayOptions,
  origin: string,
  url: string,
  maxBytes: number,
): Promise<Packet> {
  const fetched = withDeadline(timer, deadlineMs ?? DOWNLOAD_DEADLINE_MS, (signal) =>
    runCall({ origin, signal, maxBytes, onDate: () => undefined }, async () => {
      const response = await fetch(url);
      return { data: await response.text(), dataType: response.headers.get("content-type") ?? "application/json" };
    }),
  );
  return fetched.catch((error: unknown) => {
    // Whatever that server says is about its address, never about the environment's key.
    const cause = callError(error);
    throw gatewayError("gateway/uncertain", `The page could not be fetched from where it is stored. ${cause.message}`, {
      cause,
    });
  });
}

// One attempt: the outbox has the only retry policy, and the SDK's own would outlast every deadline.
function createClient(baseUrl: BaseUrl, key: Secret): ApiClient {
  return new ApiClient(baseUrl.origin, checkedKey(key).reveal(), undefined, { retry: { maxAttempts: 1 } });
}

// A malformed key must not reach the headers: the error about it would quote it.
function checkedKey(key: Secret): Secret {
  try {
    return parseSecretKey(key.reveal()).secret;
  } catch {
    throw gatewayError("gateway/unauthorized", "The stored key is no Trigger.dev secret key; nothing was sent.");
  }
}

function callError(error: unknown): ConsoleError {
  if (error instanceof ConsoleError) return error;
  if (error instanceof ApiSchemaValidationError)
    return error.rawBody === undefined ? interceptedError() : unexpectedReply();
  // The transport's own failure reaches us wrapped as the SDK's connection error.
  return networkError(error instanceof ApiError && error.cause !== undefined ? error.cause : error);
}

function unexpectedReply(): ConsoleError {
  return gatewayError("gateway/intercepted", "The server answered in a form that Trigger.dev does not use.");
}

// An id is checked before it becomes part of a URL.
function checkedId(schema: typeof TokenId, id: string): string {
  const parsed = schema.safeParse(id);
  if (parsed.success) return parsed.data;
  throw gatewayError("gateway/refused", "The id is not one that Trigger.dev gives; nothing was sent.");
}

function parsedDecision(decisionJson: string): unknown {
  try {
    return JSON.parse(decisionJson);
  } catch (error) {
    throw gatewayError("gateway/refused", "The decision is not JSON; nothing was sent.", { cause: error });
  }
}

function next({ next: cursor }: { readonly next?: string | undefined }): { readonly next?: string } {
  return cursor === undefined ? {} : { next: cursor };
}
