import { ApiClient } from "@trigger.dev/core/v3";
import { onTestFinished } from "vitest";
import type { FaultSettings } from "#sandbox/faults.ts";
import { type RunningServer, serveSandbox } from "#sandbox/serve.ts";

export interface TestServer extends RunningServer {
  /** The vendor's client, without its retries: a refusal is to be seen at once. */
  readonly api: ApiClient;
  /** What the server reported as its own mistakes; a test that expects none leaves it empty. */
  readonly mistakes: unknown[];
  readonly ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

interface TestServerOptions {
  readonly file?: string;
  readonly faults?: Partial<FaultSettings>;
  readonly stallMs?: number;
}

/** A sandbox inside the test's own process, closed when the test is over. */
export async function openTestServer({
  file = ":memory:",
  faults = {},
  stallMs,
}: TestServerOptions = {}): Promise<TestServer> {
  const mistakes: unknown[] = [];
  const server = await serveSandbox({
    file,
    port: 0,
    faults,
    taskEnvironment: () => ({ COUNTERSIGN_MODEL: "scripted" }),
    report: (error) => mistakes.push(error),
    ...(stallMs === undefined ? {} : { stallMs }),
  });
  onTestFinished(server.close);
  const { secretKey } = server.identity;
  return {
    ...server,
    mistakes,
    api: new ApiClient(server.url, secretKey, undefined, { retry: { maxAttempts: 1 } }),
    ask: (method, path, body, headers) => ask(server.url, secretKey, method, path, body, headers),
  };
}

async function ask(
  url: string,
  secretKey: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { authorization: `Bearer ${secretKey}`, "x-trigger-api-version": "2025-07-16", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parseLenient(text) };
}

function parseLenient(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
