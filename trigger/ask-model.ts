import { logger } from "@trigger.dev/sdk";
import OpenAI, { APIError } from "openai";
import type { Pool } from "pg";
import { z } from "zod";
import type { ModelAnswer } from "#trigger/approval/index.ts";
import { findModelAnswer, saveModelAnswer } from "./db/model-answers.ts";
import { MODEL } from "./gate-defaults.ts";

/** A slow model must not hold a worker for long: two calls a turn, two turns, and it is over. */
const TIMEOUT_MS = 30_000;
const MAX_RETRIES = 1;

/** One turn with the model: what it is told, what it is asked, and what it got wrong before. */
export interface ModelTurn {
  readonly runId: string;
  /** Names the turn within the run: a retried attempt gets the stored answer of the same name. */
  readonly turn: string;
  readonly instructions: string;
  readonly question: string;
  readonly answerSchema: z.ZodType;
  readonly repair: { readonly answer: string; readonly issues: string } | undefined;
}

/**
 * Asks the model for structured output, once a turn and run: the answer is in the database before anything is done
 * with it. A model that cannot be reached gives no answer, like one that refuses.
 */
export async function askModel(pool: Pool, turn: ModelTurn): Promise<ModelAnswer> {
  const known = await findModelAnswer(pool, turn.runId, turn.turn);
  if (known !== undefined) {
    logger.info("Using the answer that the model gave before.", { turn: turn.turn });
    return { text: known };
  }
  const answer = await complete(turn);
  if ("text" in answer) await saveModelAnswer(pool, { runId: turn.runId, turn: turn.turn, ...answer });
  return answer;
}

async function complete(turn: ModelTurn): Promise<{ text: string; model: string } | { missing: string }> {
  const client = new OpenAI({ timeout: TIMEOUT_MS, maxRetries: MAX_RETRIES });
  try {
    const completion = await client.chat.completions.create({
      model: MODEL,
      temperature: 0,
      messages: messagesOf(turn),
      response_format: {
        type: "json_schema",
        json_schema: { name: "answer", strict: true, schema: answerSchemaOf(turn.answerSchema) },
      },
    });
    const answer = readAnswer(completion);
    const model = typeof completion.model === "string" ? completion.model : MODEL;
    return "text" in answer ? { text: answer.text, model } : answer;
  } catch (error) {
    if (error instanceof APIError || error instanceof SyntaxError)
      return { missing: `The model could not be asked: ${error.message}` };
    throw error;
  }
}

function messagesOf({ instructions, question, repair }: ModelTurn): OpenAI.ChatCompletionMessageParam[] {
  const asked: OpenAI.ChatCompletionMessageParam[] = [
    { role: "system", content: instructions },
    { role: "user", content: question },
  ];
  if (repair === undefined) return asked;
  return [
    ...asked,
    { role: "assistant", content: repair.answer === "" ? "(no answer)" : repair.answer },
    {
      role: "user",
      content: `That answer cannot be used:\n${repair.issues}\nAnswer again, completely. The text was:\n${question}`,
    },
  ];
}

// The server's shapes are not to be relied on: a choice may be missing, cut off, or a refusal.
function readAnswer(completion: OpenAI.ChatCompletion): ModelAnswer {
  const choice = completion.choices?.[0];
  if (choice === undefined) return { missing: "The model gave no answer at all." };
  const refusal = choice.message?.refusal;
  if (typeof refusal === "string" && refusal !== "") return { missing: `The model refused: ${refusal}` };
  const content = choice.message?.content;
  if (typeof content !== "string" || content.trim() === "") return { missing: "The model's answer is empty." };
  return { text: content };
}

function answerSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" });
  return rest;
}
