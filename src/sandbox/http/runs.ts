import { CanceledRunResponse, ListRunResponse, RetrieveRunResponse } from "@trigger.dev/core/v3";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { cancelRun } from "#sandbox/engine/cancel-run.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { type Run, runAsOf } from "#sandbox/store/runs.ts";
import { requireSecretKey } from "./auth.ts";
import { presentListedRun, presentRun, statusesBehind } from "./present-run.ts";
import { createdBetween, parseChoices, parseQuery } from "./query.ts";
import { Refusal } from "./refusal.ts";
import { reply } from "./reply.ts";

const StatusWord = z.enum([
  "PENDING_VERSION",
  "QUEUED",
  "DEQUEUED",
  "EXECUTING",
  "WAITING",
  "COMPLETED",
  "CANCELED",
  "FAILED",
  "CRASHED",
  "SYSTEM_FAILURE",
  "DELAYED",
  "EXPIRED",
  "TIMED_OUT",
]);

/** The public routes that read and cancel runs. */
export function runRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  const key = requireSecretKey(sandbox);
  routes.get("/api/v3/runs/:run", key, (context) => retrieveRun(sandbox, context));
  routes.get("/api/v1/runs", key, (context) => listRuns(sandbox, context));
  routes.post("/api/v2/runs/:run/cancel", key, (context) => cancel(sandbox, context));
  return routes;
}

/** @throws Refusal 404, which the SDK tries again, as a run may not have reached every replica yet. */
export function requireRun(sandbox: Sandbox, context: Context): Run {
  const asOf = visibleUntil(sandbox);
  const run = sandbox.store.runs.find(context.req.param("run") ?? "");
  if (run === undefined || run.createdAt > (asOf ?? Infinity)) {
    throw new Refusal(404, { error: "Not found" }, { "x-should-retry": "true" });
  }
  return runAsOf(run, asOf);
}

async function retrieveRun(sandbox: Sandbox, context: Context): Promise<Response> {
  return reply(RetrieveRunResponse, await presentRun(sandbox, requireRun(sandbox, context), usesNewStatuses(context)));
}

function listRuns(sandbox: Sandbox, context: Context): Response {
  const query = parseQuery(context);
  const asOf = visibleUntil(sandbox);
  const words = parseChoices(query["filter[status]"] ?? [], StatusWord, "filter[status]");
  const statuses = words.flatMap(statusesBehind);
  const size = query["page[size]"];
  const nothing = words.length > 0 && statuses.length === 0;
  const page = nothing
    ? { items: [] }
    : sandbox.store.runs.list(
        {
          statuses,
          tags: query["filter[tag]"] ?? [],
          tasks: query["filter[taskIdentifier]"] ?? [],
          asOf,
          ...createdBetween(query, sandbox.now()),
        },
        { size, after: query["page[after]"], before: query["page[before]"] },
      );
  const isNewApi = usesNewStatuses(context);
  return reply(ListRunResponse, {
    data: page.items.map((run) => presentListedRun(sandbox, runAsOf(run, asOf), isNewApi)),
    pagination: { next: page.next, previous: page.previous },
  });
}

function cancel(sandbox: Sandbox, context: Context): Response {
  const run = cancelRun(sandbox, context.req.param("run") ?? "", "Run cancelled by user");
  if (run === undefined) throw new Refusal(404, { error: "Run not found" });
  return reply(CanceledRunResponse, { id: run.id });
}

function usesNewStatuses(context: Context): boolean {
  return context.req.header("x-trigger-api-version") !== undefined;
}

function visibleUntil(sandbox: Sandbox): number | undefined {
  const lag = sandbox.faults.settings().replicaLagMs;
  return lag === null ? undefined : sandbox.now() - lag;
}
