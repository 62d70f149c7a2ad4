import { expect, test } from "vitest";
import { bucketFor, createBucket } from "./rate-limit.ts";

test("half of a minute's requests go at once, then a sixth every ten seconds", () => {
  let now = 0;
  const draw = createBucket(
    () => bucketFor(12),
    () => now,
  );
  const allowed = (times: number): number => Array.from({ length: times }, draw).filter((it) => it.allowed).length;
  expect(allowed(10)).toBe(6);
  now = 9_999;
  expect(draw()).toEqual({ allowed: false, limit: 6, remaining: 0, resetAt: 10_000 });
  now = 10_000;
  expect(allowed(10)).toBe(2);
  now = 600_000;
  expect(allowed(10)).toBe(6);
});

test("a limit that changes takes hold at once", () => {
  let perMinute = 1_500;
  const draw = createBucket(
    () => bucketFor(perMinute),
    () => 0,
  );
  expect(draw()).toMatchObject({ allowed: true, limit: 750 });
  perMinute = 2;
  expect(draw()).toMatchObject({ allowed: true, limit: 1 });
  expect(draw()).toMatchObject({ allowed: false });
});
