import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "./secret.ts";

test("a secret shows itself to reveal alone", () => {
  const secret = new Secret("tr_dev_hidden");
  const shown = [String(secret), JSON.stringify({ secret }), inspect(secret), inspect({ deep: [secret] })];
  expect(shown.filter((text) => text.includes("hidden"))).toEqual([]);
  expect(secret.reveal()).toBe("tr_dev_hidden");
});
