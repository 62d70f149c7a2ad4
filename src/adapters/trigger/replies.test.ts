import { expect, test } from "vitest";
import { readRun, readToken } from "./replies.ts";

const reply = {
  id: "waitpoint_cmwsan5tt0000jd7dbghqi8z0",
  url: "https://api.trigger.dev/api/v1/waitpoints/tokens/x/callback/0123456789abcdef0123456789abcdef",
  publicAccessToken: "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
  idempotencyKey: "approval:run_x",
  status: "WAITING" as const,
  tags: ["countersign"],
  createdAt: new Date(1_000),
  timeoutAt: new Date(61_000),
};

const run = { id: "run_cmwsb0oxx000cyv7dspm6qg85", taskIdentifier: "payout-agent", status: "EXECUTING" };

test("a token is what the port names and nothing else", async () => {
  expect(await readToken(reply)).toEqual({
    tokenId: "waitpoint_cmwsan5tt0000jd7dbghqi8z0",
    status: "WAITING",
    tags: ["countersign"],
    createdAt: 1_000,
    timeoutAt: 61_000,
  });
});

test.each<[string, string | undefined, unknown]>([
  ['{"json":{"decisionId":"1"}}', "application/super+json", { decisionId: "1" }],
  [
    '{"json":{"at":"1970-01-01T00:00:01.000Z"},"meta":{"values":{"at":["Date"]}}}',
    "application/super+json",
    { at: "1970-01-01T00:00:01.000Z" },
  ],
  ['{"code":"TRIGGER_WAITPOINT_TIMEOUT"}', "application/json", { code: "TRIGGER_WAITPOINT_TIMEOUT" }],
  ['{"untyped":true}', undefined, { untyped: true }],
  ["just text", "text/plain", "just text"],
  ["packets/waitpoint_x/token.json", "application/store", undefined],
  ["{", "application/json", undefined],
  ["null", "application/super+json", undefined],
  ["", "application/json", undefined],
])("the output %s of type %s reads as %j", async (output, outputType, expected) => {
  const token = await readToken({ ...reply, status: "COMPLETED", output, outputType });
  expect(token?.status).toBe("COMPLETED");
  expect(token?.output).toEqual(expected);
});

test.each([
  "",
  "waitpoint_",
  "waitpoint_../..",
  "run_cmwsb0oxx000cyv7dspm6qg85",
  "WAITPOINT_cmwsan5tt0000jd7dbghqi8z0",
])("a token whose id is %j could not be asked for, so it is left out", async (id) => {
  expect(await readToken({ ...reply, id })).toBeUndefined();
});

test.each([
  ["QUEUED", undefined],
  ["DEQUEUED", undefined],
  ["EXECUTING", undefined],
  ["WAITING", undefined],
  ["DELAYED", undefined],
  ["PENDING_VERSION", undefined],
  ["COMPLETED", "completed"],
  ["CANCELED", "failed"],
  ["FAILED", "failed"],
  ["CRASHED", "failed"],
  ["SYSTEM_FAILURE", "failed"],
  ["EXPIRED", "failed"],
  ["TIMED_OUT", "failed"],
  ["A_WORD_OF_TOMORROW", undefined],
])("a run that is %s has ended as %s", (status, ended) => {
  expect(readRun({ ...run, status })).toMatchObject({ status, ended });
});

test("a failed run tells its error without credentials, and a run without metadata has none", () => {
  expect(
    readRun({ ...run, status: "FAILED", error: { message: "Bearer tr_dev_aB3dE5fG7hI9jK1lM3nO was refused" } }),
  ).toEqual({
    runId: run.id,
    task: "payout-agent",
    status: "FAILED",
    ended: "failed",
    metadata: {},
    error: "Bearer [removed] was refused",
  });
});
