import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type LoopbackServer, openLoopbackServer } from "#test/contracts/gateway/loopback-server.ts";
import { controls, secrets } from "./plants.ts";

const CALLBACK = `https://api.trigger.dev/api/v1/waitpoints/tokens/waitpoint_canary/callback/${secrets.callbackHash.text}`;
const TOLD = `callback ${CALLBACK} token ${secrets.publicToken.text} key ${secrets.secretKey.text}`;

interface PlantingRelay extends LoopbackServer {
  /** The next so many completions fail with an error that says every secret. */
  readonly failCompletions: (count: number) => void;
}

/** Stands before a server and puts the planted secrets wherever Trigger.dev could say them: tokens, runs, metadata, logs, errors. */
export async function openPlantingRelay(target: {
  readonly url: string;
  readonly secretKey: string;
}): Promise<PlantingRelay> {
  let failures = 0;
  const server = await openLoopbackServer((request, response) => {
    void relay(request, response).catch(() => response.destroy());
  });

  async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", headers } = request;
    const body = await text(request);
    if (headers.authorization !== `Bearer ${secrets.secretKey.text}`) {
      answer(response, 401, { error: `Invalid API key ${headers.authorization ?? ""}. ${TOLD}` });
      return;
    }
    if (url.endsWith("/complete") && failures > 0) {
      failures -= 1;
      answer(response, 500, { error: `It broke: ${TOLD}` });
      return;
    }
    const reply = await fetch(`${target.url}${url}`, {
      method,
      headers: { authorization: `Bearer ${target.secretKey}`, "content-type": "application/json" },
      ...(body !== "" && { body }),
    });
    const value: unknown = JSON.parse(await reply.text());
    answer(response, reply.status, planted(value));
  }

  return { ...server, failCompletions: (count) => (failures = count) };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

type Fields = Record<string, unknown>;

function planted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(planted);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.fromEntries(
    Object.entries(value as Fields).map(([key, item]) => [
      key,
      key === "metadata" ? plantedMetadata(item) : planted(item),
    ]),
  );
  if ("rootSpan" in fields) return { ...fields, rootSpan: plantedTrace(fields["rootSpan"] as Fields) };
  if (!("id" in fields)) return fields;
  return { ...fields, publicAccessToken: secrets.publicToken.text, ...("url" in fields && { url: CALLBACK }) };
}

// What the task wrote for us is signed by its digest and stays; everything beside it may hold anything.
function plantedMetadata(metadata: unknown): unknown {
  return {
    ...(metadata as Fields | undefined),
    url: CALLBACK,
    publicAccessToken: secrets.publicToken.text,
    note: TOLD,
  };
}

function plantedTrace(root: Fields): Fields {
  const data = { ...(root["data"] as Fields), level: "ERROR", message: `${controls.logLine}: ${TOLD}` };
  return { ...root, children: [...(root["children"] as unknown[]), { ...root, id: "canary", data, children: [] }] };
}
