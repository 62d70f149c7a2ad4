import { expect, test } from "vitest";
import { createTokenBucket } from "./token-bucket.ts";

test("a burst passes, what is over it waits for the rate", () => {
  const mayPass = createTokenBucket(2, 10);
  expect([mayPass(0), mayPass(0), mayPass(0), mayPass(100), mayPass(100)]).toEqual([true, true, false, true, false]);
});

test("a long rest never saves up more than a burst", () => {
  const mayPass = createTokenBucket(2, 10);
  expect([mayPass(0), mayPass(60_000), mayPass(60_000), mayPass(60_000)]).toEqual([true, true, true, false]);
});
