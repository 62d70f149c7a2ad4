import { expect, test } from "vitest";
import { z } from "zod";
import { IncompleteParametersError } from "./approval-error.ts";
import { type ModelAnswer, proposeParameters } from "./propose-parameters.ts";

const schema = z.strictObject({ amount: z.string() });
const good: ModelAnswer = { text: '{"amount":"1.00"}' };

function propose(...answers: ModelAnswer[]) {
  const repairs: (string | undefined)[] = [];
  let rollbacks = 0;
  const parameters = proposeParameters({
    schema,
    ask: async (repair) => {
      repairs.push(repair?.issues);
      return answers[repairs.length - 1] ?? { missing: "asked too often" };
    },
    rollback: "The invoice is open again.",
    rollbackWith: async () => {
      rollbacks += 1;
    },
  });
  return { parameters, repairs, rollbacks: () => rollbacks };
}

test("a complete answer is taken at once", async () => {
  const { parameters, repairs } = propose(good);
  expect([await parameters, repairs]).toEqual([{ amount: "1.00" }, [undefined]]);
});

test.each<[string, ModelAnswer, RegExp]>([
  ["truncated JSON", { text: '{"amount":"1.' }, /JSON/u],
  ["a missing field", { text: "{}" }, /amount/u],
  ["a wrong type", { text: '{"amount":1}' }, /amount/u],
  ["an unknown field", { text: '{"amount":"1.00","payee":"x"}' }, /payee/u],
  ["a field twice", { text: '{"amount":"1.00","amount":"9.00"}' }, /twice/u],
  ["a refusal", { missing: "The model refused: no" }, /refused/u],
])("%s goes back in one repair turn, with the issues", async (_, answer, issue) => {
  const { parameters, repairs } = propose(answer, good);
  expect(await parameters).toEqual({ amount: "1.00" });
  expect(repairs).toEqual([undefined, expect.stringMatching(issue)]);
});

test("a second unusable answer ends it: issues, rollback instructions, and the rollback done", async () => {
  const { parameters, repairs, rollbacks } = propose({ text: "{}" }, { text: '{"amount":null}' }, good);
  const error = await parameters.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(IncompleteParametersError);
  expect(error).toMatchObject({
    issues: expect.stringContaining("amount"),
    rollback: "The invoice is open again.",
    name: "AbortTaskRunError",
  });
  expect([repairs.length, rollbacks()]).toEqual([2, 1]);
});
