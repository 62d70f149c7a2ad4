import { expect, test } from "vitest";
import { redact } from "./log.ts";

test("keys, callback URLs and public tokens never reach the log", () => {
  const line =
    "key tr_prod_Ab12_x, url https://api.trigger.dev/api/v1/waitpoints/tokens/waitpoint_1/callback/9f8e, token eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.c2ln";
  expect(redact(line)).toBe("key [key], url [callback] token [token]");
});
