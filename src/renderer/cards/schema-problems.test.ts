import { expect, test } from "vitest";
import { layOutParameters, valueFields } from "#core/present-schema.ts";
import { placeProblems } from "./schema-problems.ts";

const fields = valueFields(
  layOutParameters({
    parameters: { amount: "1.00", lines: [{ net: 1 }], iban: "DE89" },
    parametersSchema: {},
    editable: ["/amount", "/lines"],
  }),
);

test("a problem stands beside the editable field that it names, and any other is told apart", () => {
  const amount = { path: "/amount", rule: "pattern" } as const;
  const net = { path: "/lines/0/net", rule: "minimum" } as const;
  const fixed = { path: "/iban", rule: "format" } as const;
  const whole = { path: "/lines", rule: "maxItems" } as const;
  expect(placeProblems(fields, [net, amount, fixed, whole])).toEqual({
    placed: [
      { index: 1, problem: net },
      { index: 0, problem: amount },
    ],
    unplaced: [fixed, whole],
  });
});
