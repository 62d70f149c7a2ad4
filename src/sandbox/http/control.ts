import { type Context, Hono } from "hono";
import { z } from "zod";
import { KeyId } from "#core/identifiers.ts";
import { FaultPatch } from "#sandbox/faults.ts";
import { sampleGates } from "#sandbox/gates/sample-gates.ts";
import { NewGate, writeGates } from "#sandbox/gates/write-gates.ts";
import { ScriptedAnswer } from "#sandbox/model/script.ts";
import { listedKeyIds } from "#sandbox/operators-file.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { requireSecretKey } from "./auth.ts";
import { Refusal } from "./refusal.ts";

const GatesBody = z.union([
  z.strictObject({ count: z.int().min(0).max(100_000), accepts: z.array(KeyId).optional() }),
  z.strictObject({ gates: z.array(NewGate).max(10_000) }),
]);
const ModelBody = z.strictObject({ answers: z.array(ScriptedAnswer).optional(), reset: z.boolean().optional() });
const ExpireBody = z.strictObject({ tokenId: z.string() });

/** What tests turn and read: nothing of it exists at the vendor. */
export function controlRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  routes.use("/sandbox/*", requireSecretKey(sandbox));
  routes.get("/sandbox/requests", (context) => {
    const counts = sandbox.requests.read();
    if (context.req.query("reset") === "true") sandbox.requests.reset();
    return context.json(counts);
  });
  routes.post("/sandbox/requests/reset", (context) => {
    sandbox.requests.reset();
    return context.json(sandbox.requests.read());
  });
  routes.get("/sandbox/faults", (context) => context.json(sandbox.faults.settings()));
  routes.post("/sandbox/faults", async (context) => {
    const settings = sandbox.faults.change(await parseControl(context, FaultPatch));
    sandbox.wake();
    return context.json(settings);
  });
  routes.get("/sandbox/model", (context) => context.json(modelState(sandbox)));
  routes.post("/sandbox/model", async (context) => {
    const { answers, reset } = await parseControl(context, ModelBody);
    if (reset === true) sandbox.model.reset();
    sandbox.model.push(answers ?? []);
    return context.json(modelState(sandbox));
  });
  routes.post("/sandbox/gates", async (context) => {
    const body = await parseControl(context, GatesBody);
    if ("gates" in body) return context.json({ gates: writeGates(sandbox, body.gates) });
    // The operators that are listed now: a console that registered before can decide what is written after.
    const accepts = body.accepts ?? (await listedKeyIds(sandbox.taskEnvironment()["COUNTERSIGN_OPERATORS"] ?? ""));
    const gates = sampleGates(body.count, sandbox.now(), accepts);
    return context.json({ gates: writeGates(sandbox, gates) });
  });
  routes.post("/sandbox/expire", async (context) => {
    expireNow(sandbox, (await parseControl(context, ExpireBody)).tokenId);
    return context.json({ success: true });
  });
  return routes;
}

function modelState(sandbox: Sandbox): object {
  return { calls: sandbox.model.calls(), queued: sandbox.model.queued() };
}

function expireNow(sandbox: Sandbox, tokenId: string): void {
  const { store } = sandbox;
  store.transaction(() => {
    const token = store.waitpoints.find(tokenId);
    if (token === undefined) throw new Refusal(404, { error: `There is no token ${tokenId}.` });
    if (token.state === "COMPLETED") return;
    store.waitpoints.update({ ...token, completedAfter: sandbox.now() });
    store.jobs.put({ kind: "finish-waitpoint", subject: tokenId, dueAt: sandbox.now() });
  });
  sandbox.wake();
}

async function parseControl<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await context.req.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal(400, { error: "The body is no JSON." });
  }
  const result = schema.safeParse(body);
  if (!result.success) throw new Refusal(400, { error: z.prettifyError(result.error) });
  return result.data;
}
