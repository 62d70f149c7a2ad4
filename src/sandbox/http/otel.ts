import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import type { z } from "zod";
import { LogExport, logsOf, spansOf, TraceExport } from "#sandbox/otlp.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import type { SpanRecord } from "#sandbox/store/spans.ts";
import { Refusal } from "./refusal.ts";

/** Where tasks send their traces and logs, as OTLP in JSON. No key: the exporter sends none. */
export function otelRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  const keep = (spans: SpanRecord[]): void => {
    sandbox.store.transaction(() => {
      for (const span of spans) sandbox.store.spans.put(span);
    });
  };
  routes.post("/otel/v1/traces", async (context) => {
    keep(spansOf(await parseExport(context, TraceExport)));
    return context.json({});
  });
  routes.post("/otel/v1/logs", async (context) => {
    keep(logsOf(await parseExport(context, LogExport), () => randomBytes(8).toString("hex")));
    return context.json({});
  });
  routes.post("/otel/v1/metrics", (context) => context.json({}));
  return routes;
}

async function parseExport<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(await context.req.json());
  if (!result.success) throw new Refusal(400, { error: "This is no OTLP export in JSON" });
  return result.data;
}
