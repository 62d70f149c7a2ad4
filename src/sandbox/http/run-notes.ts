import {
  AddTagsRequestBody,
  applyMetadataOperations,
  type FlushedRunMetadata,
  UpdateMetadataRequestBody,
  UpdateMetadataResponseBody,
} from "@trigger.dev/core/v3";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Engine, Sandbox } from "#sandbox/sandbox.ts";
import type { Run } from "#sandbox/store/runs.ts";
import { requireSecretKey } from "./auth.ts";
import { readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import { reply } from "./reply.ts";
import { requireRun } from "./runs.ts";

const MAX_BODY_BYTES = 2 * 1024 * 1024;
const MAX_METADATA_BYTES = 256 * 1024;
const MAX_TAGS = 10;

/** What a task notes on its own run: metadata and tags. */
export function runNoteRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  const key = requireSecretKey(sandbox);
  routes.get("/api/v1/runs/:run/metadata", key, (context) =>
    reply(UpdateMetadataResponseBody, { metadata: requireRun(sandbox, context).metadata ?? {} }),
  );
  routes.put("/api/v1/runs/:run/metadata", key, (context) => putMetadata(sandbox, context));
  routes.post("/api/v1/runs/:run/tags", key, (context) => addTags(sandbox, context));
  return routes;
}

/**
 * Applies a flush of metadata to a run, its parent and its root.
 *
 * @throws Refusal 413 where it grows past the vendor's limit.
 */
export function applyFlush(engine: Engine, runId: string, flush: FlushedRunMetadata): Run | undefined {
  const { store } = engine;
  return store.transaction(() => {
    const run = store.runs.find(runId);
    if (run === undefined) return undefined;
    change(engine, run, flush.metadata ?? run.metadata ?? {}, flush.operations);
    const parent = store.runs.find(run.parentRunId ?? run.id);
    if (parent !== undefined) change(engine, parent, parent.metadata ?? {}, flush.parentOperations);
    const root = store.runs.find(run.rootRunId ?? run.id);
    if (root !== undefined) change(engine, root, root.metadata ?? {}, flush.rootOperations);
    return store.runs.find(runId);
  });
}

function change(
  engine: Engine,
  run: Run,
  metadata: Record<string, unknown>,
  operations: FlushedRunMetadata["operations"],
): void {
  const changed = operations === undefined ? metadata : applyMetadataOperations(metadata, operations).newMetadata;
  if (changed === run.metadata || (operations === undefined && run.metadata === undefined && isEmpty(changed))) return;
  if (Buffer.byteLength(JSON.stringify(changed)) > MAX_METADATA_BYTES) {
    throw new Refusal(413, { error: `Metadata must be less than ${MAX_METADATA_BYTES} bytes` });
  }
  engine.store.runs.update({ ...run, metadata: changed, updatedAt: engine.now() });
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

async function putMetadata(sandbox: Sandbox, context: Context): Promise<Response> {
  const flush = await readBody(context, UpdateMetadataRequestBody, MAX_BODY_BYTES);
  const run = applyFlush(sandbox, context.req.param("run") ?? "", flush);
  if (run === undefined) throw new Refusal(404, { error: "Task Run not found" });
  return reply(UpdateMetadataResponseBody, { metadata: run.metadata ?? {} });
}

async function addTags(sandbox: Sandbox, context: Context): Promise<Response> {
  const { tags } = await readBody(context, AddTagsRequestBody, MAX_BODY_BYTES);
  const run = sandbox.store.runs.find(context.req.param("run") ?? "");
  if (run === undefined) throw new Refusal(404, { error: "Run not found" });
  const all = [...new Set([...run.tags, ...(typeof tags === "string" ? [tags] : tags)])];
  if (all.length > MAX_TAGS) {
    throw new Refusal(422, { error: `Runs can only have ${MAX_TAGS} tags, you're trying to set ${all.length}.` });
  }
  sandbox.store.transaction(() => sandbox.store.runs.update({ ...run, tags: all, updatedAt: sandbox.now() }));
  return reply(z.object({ message: z.string() }), { message: `Successfully set ${all.length} tags.` });
}
