import {
  CreateBackgroundWorkerRequestBody,
  CreateBackgroundWorkerResponse,
  EnvironmentVariableWithSecret,
  GetEnvironmentVariablesResponseBody,
  GetProjectEnvResponse,
  UpsertBranchResponseBody,
  WhoAmIResponseSchema,
} from "@trigger.dev/core/v3";
import { BackgroundWorkerId } from "@trigger.dev/core/v3/isomorphic";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { BackgroundWorker } from "#sandbox/store/workers.ts";
import { requireAccessToken, requireSecretKey } from "./auth.ts";
import { readBody } from "./read-body.ts";
import { reply } from "./reply.ts";

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** What the CLI asks before it works: who am I, which key, which variables; and what it then registers. */
export function projectRoutes(sandbox: Sandbox): Hono {
  const { identity } = sandbox;
  const routes = new Hono();
  const person = requireAccessToken(sandbox);
  const key = requireSecretKey(sandbox);
  routes.get("/api/v2/whoami", person, () =>
    reply(WhoAmIResponseSchema, {
      userId: identity.userId,
      email: "local@example.com",
      dashboardUrl: sandbox.origin(),
    }),
  );
  routes.get("/api/v1/platform-notifications", person, () =>
    reply(z.object({ notification: z.null() }), { notification: null }),
  );
  routes.get("/api/v1/projects/:ref/dev", person, () =>
    reply(GetProjectEnvResponse, {
      apiKey: identity.secretKey,
      name: "Local",
      apiUrl: sandbox.origin(),
      projectId: identity.projectId,
      defaultRuntime: null,
    }),
  );
  routes.post("/api/v1/projects/:ref/branches", person, () =>
    reply(UpsertBranchResponseBody, { id: identity.environmentId }),
  );
  routes.get("/api/v1/projects/:ref/envvars", key, () =>
    reply(GetEnvironmentVariablesResponseBody, { variables: workerVariables(sandbox) }),
  );
  routes.get("/api/v1/projects/:ref/envvars/:slug", key, () =>
    reply(
      z.array(EnvironmentVariableWithSecret),
      Object.entries(sandbox.taskEnvironment()).map(([name, value]) => ({ name, value, isSecret: false })),
    ),
  );
  routes.post("/api/v1/projects/:ref/background-workers", key, (context) => registerWorker(sandbox, context));
  return routes;
}

/** The variables that every task process gets. */
export function workerVariables(sandbox: Sandbox): Record<string, string> {
  const origin = sandbox.origin();
  return {
    TRIGGER_REALTIME_STREAM_VERSION: "v1",
    OTEL_EXPORTER_OTLP_ENDPOINT: `${origin}/otel`,
    TRIGGER_OTEL_EXPORTER_OTLP_ENDPOINT: `${origin}/otel`,
    TRIGGER_API_URL: origin,
    TRIGGER_STREAM_URL: origin,
    TRIGGER_OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: "1024",
    TRIGGER_OTEL_LOG_ATTRIBUTE_COUNT_LIMIT: "1024",
    TRIGGER_OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: "131072",
    TRIGGER_OTEL_LOG_ATTRIBUTE_VALUE_LENGTH_LIMIT: "131072",
    TRIGGER_OTEL_SPAN_EVENT_COUNT_LIMIT: "10",
    TRIGGER_OTEL_LINK_COUNT_LIMIT: "2",
    TRIGGER_OTEL_ATTRIBUTE_PER_LINK_COUNT_LIMIT: "10",
    TRIGGER_OTEL_ATTRIBUTE_PER_EVENT_COUNT_LIMIT: "10",
    TRIGGER_WAIT_UNTIL_TIMEOUT_MS: "600000",
    ...sandbox.taskEnvironment(),
  };
}

async function registerWorker(sandbox: Sandbox, context: Context): Promise<Response> {
  const { metadata } = await readBody(context, CreateBackgroundWorkerRequestBody, MAX_BODY_BYTES);
  const { workers } = sandbox.store;
  const now = sandbox.now();
  const day = new Date(now).toISOString().slice(0, 10).replaceAll("-", "");
  const worker = BackgroundWorker.parse({
    id: BackgroundWorkerId.generate().friendlyId,
    version: `${day}.${workers.countOfDay(day) + 1}`,
    contentHash: metadata.contentHash,
    runtime: metadata.runtime,
    tasks: metadata.tasks,
    queues: metadata.queues ?? [],
    createdAt: now,
  });
  workers.insert(worker);
  sandbox.onWorkerSeen(worker.id);
  return reply(CreateBackgroundWorkerResponse, {
    id: worker.id,
    version: worker.version,
    contentHash: worker.contentHash,
  });
}
