import { randomBytes } from "node:crypto";
import { z } from "zod";
import { parseBaseUrl } from "#adapters/trigger/base-url.ts";
import { createTriggerGateway } from "#adapters/trigger/gateway.ts";
import { createTransport } from "#adapters/trigger/transport.ts";
import type { ServerTimeSample } from "#app/ports.ts";
import { Secret } from "#core/secret.ts";
import { openLoopbackServer } from "./loopback-server.ts";
import { openRelay } from "./relay.ts";
import { systemClock, systemTimer } from "#main/system-time.ts";
import { endReading } from "./play-reading.ts";
import { FAULT_DEADLINE_MS, type GatewayWorld, type WorldSpan } from "./world.ts";

const WRONG_KEY = "tr_dev_aWrongKeyThatNobodyHas";
const CreatedToken = z.object({ id: z.string(), url: z.string() });
const CreatedRun = z.object({ id: z.string() });

export interface TriggerWorldOptions {
  readonly url: string;
  readonly key: string;
  readonly playsTasks: boolean;
  readonly close: () => Promise<void>;
}

/** The real adapter against a server that speaks Trigger.dev's HTTP: the sandbox, or the vendor's cloud. */
export async function openTriggerWorld({ url, key, playsTasks, close }: TriggerWorldOptions): Promise<GatewayWorld> {
  const nodeFetch = globalThis.fetch;
  globalThis.fetch = createTransport({ fetch: nodeFetch, clock: systemClock });
  const samples: ServerTimeSample[] = [];
  const secrets = [key];
  const closers: (() => Promise<void>)[] = [close];

  async function post(path: string, body: unknown): Promise<{ reply: unknown; headers: Headers }> {
    const response = await nodeFetch(`${url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
    return { reply: await response.json(), headers: response.headers };
  }
  function connect(origin: string, secretKey: string, deadlineMs?: number) {
    return createTriggerGateway({
      baseUrl: parseBaseUrl(origin),
      key: async () => new Secret(secretKey),
      timer: systemTimer,
      onServerTime: (sample) => samples.push(sample),
      ...(deadlineMs !== undefined && { deadlineMs }),
    });
  }

  return {
    gateway: connect(url, key),
    samples,
    playsTasks,
    secrets,
    createToken: async (token) => {
      const { reply, headers } = await post("/api/v1/waitpoints/tokens", token);
      const created = CreatedToken.parse(reply);
      secrets.push(created.url.split("/callback/")[1] ?? created.url, headers.get("x-trigger-jwt") ?? created.url);
      return created.id;
    },
    completeAsOther: async (id, data) => void (await post(`/api/v1/waitpoints/tokens/${id}/complete`, { data })),
    completeWithNothing: async (id) =>
      void (await post(`/api/v1/waitpoints/tokens/${id}/complete`, { output: "under the wrong name" })),
    createRun: async (metadata) => {
      const options = { metadata: JSON.stringify(metadata), metadataType: "application/json", tags: ["countersign"] };
      return CreatedRun.parse((await post("/api/v1/tasks/payout-agent/trigger", { payload: null, options })).reply).id;
    },
    log: async (runId, line) => void (await post("/otel/v1/logs", otlpLog(runId, line))),
    span: async (runId, span) => void (await post("/otel/v1/traces", otlpSpan(runId, span))),
    cancelRun: async (runId) => void (await post(`/api/v2/runs/${runId}/cancel`, {})),
    endRead: (runId, reading, elsewhere) =>
      endReading({ url, key, fetch: nodeFetch }, { runId, reading, elsewhere: elsewhere === true }),
    failing: async (fault) => {
      if (fault === "unauthorized") return connect(url, WRONG_KEY);
      if (fault === "unreachable") {
        const gone = await openLoopbackServer(() => undefined);
        await gone.close();
        return connect(gone.origin, key);
      }
      const relay = await openRelay(url, fault, nodeFetch);
      closers.push(relay.close);
      return connect(relay.origin, key, FAULT_DEADLINE_MS);
    },
    close: async () => {
      globalThis.fetch = nodeFetch;
      for (const closer of closers.toReversed()) await closer();
    },
  };
}

function otlpSpan(runId: string, { name, at, durationMs, attached = {} }: WorldSpan) {
  const spanId = randomBytes(8).toString("hex");
  const attributes = [
    { key: "ctx.run.id", value: { stringValue: runId } },
    ...Object.entries(attached).map(([key, text]) => ({ key, value: { stringValue: text } })),
    ...(durationMs === undefined
      ? [
          { key: "$span.partial", value: { boolValue: true } },
          { key: "$span.span_id", value: { stringValue: spanId } },
        ]
      : []),
  ];
  const span = {
    traceId: randomBytes(16).toString("hex"),
    spanId,
    name,
    startTimeUnixNano: `${at}000000`,
    endTimeUnixNano: `${at + (durationMs ?? 0)}000000`,
    attributes,
  };
  return { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };
}

function otlpLog(runId: string, { at, level, message }: { at: number; level: string; message: string }) {
  const attributes = [{ key: "ctx.run.id", value: { stringValue: runId } }];
  const record = {
    timeUnixNano: `${at}000000`,
    severityText: level.toUpperCase(),
    body: { stringValue: message },
    attributes,
  };
  return { resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] };
}
