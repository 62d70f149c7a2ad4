import { expect, test } from "vitest";
import { findDeepLink, parseDeepLink } from "./deep-link.ts";

const GATE = "waitpoint_cm3k2j1h4g5f6d7s8a9q0";

test("a link to a gate names that gate", () => {
  expect(parseDeepLink(`countersign://gate/${GATE}`)).toBe(GATE);
});

test.each([
  "countersign://gate/",
  `countersign://gate/${GATE}/approve`,
  `countersign://gate/${GATE}?verdict=approve`,
  `countersign://gate/${GATE}#approve`,
  `countersign://gate/${GATE} --gpu-launcher=sh`,
  `countersign://gate/${GATE}\n`,
  `countersign://gate/${GATE}\0`,
  `COUNTERSIGN://gate/${GATE}`,
  `countersign://approve/${GATE}`,
  `https://gate/${GATE}`,
  "countersign://gate/waitpoint_UPPER12345678",
  "countersign://gate/waitpoint_\u202Ecm3k2j1h4g5f6",
  `countersign://gate/waitpoint_${"a".repeat(200)}`,
  "x".repeat(1_000_000),
])("%#: anything else is no link of ours", (text) => {
  expect(parseDeepLink(text)).toBeUndefined();
});

test("a command line has a link only where it has exactly one", () => {
  const link = `countersign://gate/${GATE}`;
  expect([findDeepLink(["countersign", link]), findDeepLink([link, link]), findDeepLink(["countersign"])]).toEqual([
    GATE,
    undefined,
    undefined,
  ]);
});
