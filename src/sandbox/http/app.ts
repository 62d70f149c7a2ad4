import { Hono } from "hono";
import { StaleSnapshotError } from "#sandbox/engine/attempts.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { controlRoutes } from "./control.ts";
import { devRunRoutes } from "./dev-runs.ts";
import { devSessionRoutes } from "./dev-session.ts";
import { modelRoutes } from "./model.ts";
import { otelRoutes } from "./otel.ts";
import { packetRoutes } from "./packets.ts";
import { projectRoutes } from "./projects.ts";
import { internalError, Refusal } from "./refusal.ts";
import { runNoteRoutes } from "./run-notes.ts";
import { runRoutes } from "./runs.ts";
import { taskRoutes } from "./tasks.ts";
import { tokenRoutes } from "./tokens.ts";
import { traceRoutes } from "./traces.ts";
import { applyFaults, countRequests, limitRates } from "./traffic.ts";
import { waitRoutes } from "./waits.ts";

/** All routes behind one door. `report` hears of what went wrong on our side. */
export function createApp(sandbox: Sandbox, report: (error: unknown) => void): Hono {
  const app = new Hono();
  app.use(countRequests(sandbox));
  app.use(applyFaults(sandbox));
  app.use(limitRates(sandbox));
  for (const routes of [
    tokenRoutes,
    runRoutes,
    runNoteRoutes,
    taskRoutes,
    packetRoutes,
    traceRoutes,
    projectRoutes,
    devSessionRoutes,
    devRunRoutes,
    waitRoutes,
    otelRoutes,
    modelRoutes,
    controlRoutes,
  ]) {
    app.route("/", routes(sandbox));
  }
  app.notFound(() => refuse(new Refusal(404, { error: "Not Found" })));
  app.onError((error) => {
    if (error instanceof Refusal) return refuse(error);
    // The vendor has no gentler word for a worker that speaks about an old snapshot.
    if (!(error instanceof StaleSnapshotError)) report(error);
    return refuse(internalError());
  });
  return app;
}

function refuse({ status, body, headers }: Refusal): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });
}
