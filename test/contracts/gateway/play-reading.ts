import type { RunId } from "#core/identifiers.ts";
import type { PayloadReading } from "#core/payload-page.ts";
import { registerDevWorker } from "#test/sandbox/dev-worker.ts";

interface Server {
  readonly url: string;
  readonly key: string;
  readonly fetch: typeof globalThis.fetch;
}

interface ReadingEnd {
  readonly runId: RunId;
  readonly reading: PayloadReading;
  /** Put the output where the vendor keeps what is too large to travel inline. */
  readonly elsewhere: boolean;
}

/** Takes up the reading as a worker does over HTTP, and ends it. */
export async function endReading(server: Server, { runId, reading, elsewhere }: ReadingEnd): Promise<void> {
  const worker = await registerDevWorker({ ask: (method, path, body) => ask(server, method, path, body) }, [
    "countersign-read-payload",
  ]);
  const held = await worker.begin();
  if (held.runId !== runId) throw new Error(`The worker was handed ${held.runId} instead of ${runId}.`);
  if (reading.state === "failed") return void (await worker.fail(held, reading.error ?? ""));
  const output = JSON.stringify({ json: outputOf(reading) });
  if (!elsewhere) return void (await worker.succeed(held, output));
  const { body } = await ask(server, "PUT", `/api/v2/packets/${runId}/output.json`);
  const { presignedUrl, storagePath } = body as { presignedUrl: string; storagePath: string };
  const headers = { "content-type": "application/super+json" };
  await server.fetch(presignedUrl, { method: "PUT", headers, body: output });
  await worker.complete(held, { ok: true, output: storagePath, outputType: "application/store" });
}

function outputOf(reading: PayloadReading): object {
  if (reading.state !== "page") return { version: 1, ref: "approval_payloads/gone", page: 0, missing: true };
  const { body, ...page } = reading.page;
  return { version: 1, ...page, data: Buffer.from(body).toString("base64") };
}

async function ask({ url, key, fetch }: Server, method: string, path: string, body?: unknown) {
  const reply = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  return {
    status: reply.status,
    headers: reply.headers,
    body: text === "" ? undefined : (JSON.parse(text) as unknown),
  };
}
