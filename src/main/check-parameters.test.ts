import { expect, test } from "vitest";
import { checkParameters } from "./check-parameters.ts";

const schema = {
  type: "object",
  properties: { amount: { type: "string", pattern: "^[0-9]+\\.[0-9]{2}$" } },
  required: ["amount"],
};

test("edits that fit the gate's schema pass, others are refused by the field's name", () => {
  expect(() => checkParameters({ amount: "1250.00" }, schema)).not.toThrow();
  expect(() => checkParameters({ amount: "much" }, schema)).toThrow(
    expect.objectContaining({ code: "edit/refused", message: expect.stringContaining("amount") }),
  );
});

test("a schema that cannot be read is said to be so", () => {
  expect(() => checkParameters({}, { type: "nonsense" })).toThrow(/cannot be read/u);
});

test("a pattern that was built to run for ever is given up, and the next check is judged as ever", () => {
  const bomb = { type: "object", properties: { text: { type: "string", pattern: "^(a+)+$" } } };
  const begun = performance.now();
  expect(() => checkParameters({ text: `${"a".repeat(60)}!` }, bomb)).toThrow(/takes too long/u);
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(() => checkParameters({ amount: "1250.00" }, schema)).not.toThrow();
});
