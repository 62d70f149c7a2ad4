import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { AnswerSchema, answerBySchema } from "#sandbox/model/answer-schema.ts";
import { readInvoice } from "#sandbox/model/invoice-text.ts";
import type { ScriptedAnswer } from "#sandbox/model/script.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { Refusal } from "./refusal.ts";

/** What the scripted model calls itself, so that nobody takes it for the real one. */
const SCRIPTED_MODEL = "gpt-4o-scripted";

const Part = z.looseObject({ type: z.string(), text: z.string().optional() });

const ChatRequest = z.looseObject({
  messages: z.array(
    z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(Part), z.null()]).optional() }),
  ),
  response_format: z
    .looseObject({ type: z.string(), json_schema: z.looseObject({ schema: AnswerSchema }).optional() })
    .optional(),
});
type ChatRequest = z.infer<typeof ChatRequest>;

interface Choice {
  readonly content: string | null;
  readonly refusal: string | null;
  readonly finishReason: string;
}

/** An OpenAI-compatible endpoint that reads invoices by rule, always the same way, and misbehaves when told to. */
export function modelRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  routes.get("/model/v1/models", (context) =>
    context.json({ object: "list", data: [{ id: SCRIPTED_MODEL, object: "model", created: 0, owned_by: "sandbox" }] }),
  );
  routes.post("/model/v1/chat/completions", (context) => chat(sandbox, context));
  return routes;
}

async function chat(sandbox: Sandbox, context: Context): Promise<Response> {
  const request = ChatRequest.safeParse(await context.req.json());
  if (!request.success) throw openAiError(400, "The request is no chat completion request.");
  const scripted = sandbox.model.take();
  if (scripted?.kind === "status") throw openAiError(scripted.status, "The scripted model was told to fail.");
  if (scripted?.kind === "hang") await sleep(scripted.ms);
  return context.json(completion(choose(request.data, scripted), Math.floor(sandbox.now() / 1_000)));
}

function choose(request: ChatRequest, scripted: ScriptedAnswer | undefined): Choice {
  const content = JSON.stringify(answer(request));
  switch (scripted?.kind) {
    case "incomplete":
      return { content: content.slice(0, Math.floor(content.length / 2)), refusal: null, finishReason: "length" };
    case "refusal":
      return { content: null, refusal: "I can't help with this payment.", finishReason: "stop" };
    case "raw":
      return { content: scripted.content, refusal: null, finishReason: scripted.finish_reason };
    case "status":
    case "hang":
    case undefined:
      return { content, refusal: null, finishReason: "stop" };
  }
}

function answer(request: ChatRequest): Record<string, unknown> {
  const texts = request.messages.filter(({ role }) => role === "user").map(({ content }) => textOf(content));
  const schema = request.response_format?.json_schema?.schema;
  const invoice = readInvoice(texts[0] ?? "");
  return schema === undefined ? { ...invoice } : answerBySchema(schema, invoice);
}

function textOf(content: ChatRequest["messages"][number]["content"]): string {
  if (typeof content === "string") return content;
  return (content ?? []).map(({ text }) => text ?? "").join("\n");
}

function completion({ content, refusal, finishReason }: Choice, created: number): object {
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: "chat.completion",
    created,
    model: SCRIPTED_MODEL,
    choices: [
      { index: 0, message: { role: "assistant", content, refusal }, logprobs: null, finish_reason: finishReason },
    ],
    usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
  };
}

function openAiError(status: number, message: string): Refusal {
  return new Refusal(status, { error: { message, type: "scripted_error", param: null, code: null } });
}
