import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { text } from "node:stream/consumers";
import type { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { IncompleteParametersError } from "#trigger/approval/index.ts";
import { migrate } from "#trigger/db/migrate.ts";
import { PayoutParameters } from "#trigger/payout-parameters.ts";
import { proposePayout } from "#trigger/propose-payout.ts";
import { modelCases, type Reply } from "./worker-model-corpus.ts";
import { sendReply } from "./worker-model-endpoint.ts";
import { openTestPool, startPostgres } from "./worker-postgres.ts";

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let pool: Pool;
let endpoint: Server;
const replies: Reply[] = [];
const questions: string[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  pool = openTestPool(postgres.url);
  await migrate(pool);
  endpoint = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
  process.env["OPENAI_BASE_URL"] = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/v1`;
  process.env["OPENAI_API_KEY"] = "test-only";
});
afterAll(async () => {
  endpoint.closeAllConnections();
  await new Promise((resolve) => endpoint.close(resolve));
  await pool.end();
  await postgres.stop();
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  questions.push(await text(request));
  sendReply(replies.shift() ?? { status: 500 }, request, response);
}

async function propose(runId: string, script: readonly Reply[]) {
  replies.splice(0, replies.length, ...script);
  questions.length = 0;
  let released = 0;
  const result = await proposePayout(pool, {
    invoice: { text: "Invoice 2026-0107" },
    runId,
    turn: "payout",
    remark: undefined,
    release: async () => {
      released += 1;
    },
  }).catch((error: unknown) => error);
  return { result, released };
}

test.each(modelCases.map((one, index) => ({ ...one, index })))("$name: $outcome", async ({ index, ...one }) => {
  const { result, released } = await propose(`run_case${index}`, one.replies);
  const incomplete = one.outcome === "incomplete";
  expect(result instanceof IncompleteParametersError).toBe(incomplete);
  expect(PayoutParameters.safeParse(result).success).toBe(!incomplete);
  expect(released).toBe(incomplete ? 1 : 0);
  const repairs = questions.filter((question) => question.includes("That answer cannot be used"));
  expect(repairs.length > 0).toBe(one.outcome !== "asked");
  expect(questions.length).toBeLessThanOrEqual(4);
});

test("the repair turn tells the model what is wrong", async () => {
  const missing = modelCases.find(({ name }) => name === "without iban");
  await propose("run_says", missing?.replies ?? []);
  expect(questions).toHaveLength(2);
  expect(questions[1]).toMatch(/iban/u);
  expect(JSON.parse(questions[1] ?? "")).toMatchObject({
    model: "gpt-4o",
    messages: [{ role: "system" }, { role: "user" }, { role: "assistant" }, { role: "user" }],
    response_format: { type: "json_schema", json_schema: { strict: true, schema: { additionalProperties: false } } },
  });
});

test("a retried run gets the answers it had, and the model is not asked again", async () => {
  const repaired = modelCases.find(({ name }) => name === "without iban");
  const first = await propose("run_again", repaired?.replies ?? []);
  const second = await propose("run_again", []);
  expect(second.result).toEqual(first.result);
  expect(questions).toEqual([]);
});
