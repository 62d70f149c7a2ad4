import { expect, test } from "vitest";
import { looksLike, sameName } from "./name-skeleton.ts";
import { type PastDecision, presentHistory } from "./payment-history.ts";
import { paymentOf } from "./payment.ts";

const DAY = 24 * 60 * 60 * 1_000;
const now = 100 * DAY;
const times = { now, midnight: now - DAY / 2 };
let made = 0;

function past(part: Partial<PastDecision> = {}): PastDecision {
  made += 1;
  return {
    tokenId: `waitpoint_${made}`,
    environmentId: "production",
    gate: "payout",
    title: "Pay ACME GmbH",
    verdict: "approve",
    state: "delivered",
    at: now - 3 * DAY,
    payment: { payee: "ACME GmbH", account: "DE89370400440532013000", money: { amount: "1250.00", currency: "EUR" } },
    ...part,
  };
}

const current = {
  tokenId: "waitpoint_current",
  environmentId: "production",
  gate: "payout",
  payment: { payee: "ACME GmbH", account: "DE89 3704 0044 0532 0130 00", money: { amount: "1250", currency: "EUR" } },
};

test("the same amount to the same payee within a month is told as a possible duplicate", () => {
  const earlier = past();
  expect(presentHistory(current, [earlier], times)).toEqual({
    earlier: [
      {
        tokenId: earlier.tokenId,
        title: "Pay ACME GmbH",
        verdict: "approve",
        state: "delivered",
        at: earlier.at,
        money: { amount: "1250.00", currency: "EUR" },
      },
    ],
    earlierCount: 1,
    payee: "known",
    duplicate: { tokenId: earlier.tokenId, at: earlier.at, money: { amount: "1250.00", currency: "EUR" } },
    today: [],
  });
});

test.each([
  ["another amount", { payment: { payee: "ACME GmbH", money: { amount: "1250.01", currency: "EUR" } } }],
  ["another currency", { payment: { payee: "ACME GmbH", money: { amount: "1250.00", currency: "USD" } } }],
  ["more than a month ago", { at: now - 31 * DAY }],
  ["a rejection", { verdict: "reject" }],
  ["a decision that was withdrawn", { state: "withdrawn" }],
  ["a decision that lost the race", { state: "superseded" }],
  ["another environment", { environmentId: "staging" }],
  ["the decision on this very gate", { tokenId: current.tokenId }],
] as const)("%s is no duplicate", (_name, part) => {
  expect(presentHistory(current, [past(part)], times).duplicate).toBeUndefined();
});

test.each([
  ["nothing was ever approved for it", [], "first"],
  ["it was only ever rejected", [past({ verdict: "reject" })], "first"],
  ["it was paid to the same account", [past()], "known"],
  [
    "it was paid to another account",
    [past({ payment: { payee: "acme  gmbh", account: "GB33BUKB20201555555555" } })],
    "other-account",
  ],
] as const)("a payee is judged by what was approved here: %s", (_name, decisions, payee) => {
  expect(presentHistory(current, decisions, times).payee).toBe(payee);
});

test("a first-time payee that could be taken for a known one is told so", () => {
  const imitation = { ...current, payment: { payee: "АCME GmbH" } };
  expect(presentHistory(imitation, [past()], times)).toMatchObject({ payee: "first", resembles: "ACME GmbH" });
  expect(presentHistory(current, [past()], times).resembles).toBeUndefined();
});

test("what was approved since midnight is summed for each currency to the last digit", () => {
  const today = { at: now - 1_000 };
  const paid = (amount: string, currency: string) => past({ ...today, payment: { money: { amount, currency } } });
  const decisions = [
    paid("0.1", "EUR"),
    paid("0.2", "EUR"),
    paid("7", "CHF"),
    past({ ...today, state: "parked" }),
    past({ at: times.midnight - 1 }),
  ];
  expect(presentHistory(current, decisions, times).today).toEqual([
    { currency: "CHF", amount: "7", count: 1 },
    { currency: "EUR", amount: "0.3", count: 2 },
  ]);
});

test("without a payee the earlier decisions on the same gate are listed, at most five of them", () => {
  const decisions = Array.from({ length: 7 }, () => past({ payment: undefined as never }));
  const history = presentHistory({ ...current, payment: undefined }, [...decisions, past({ gate: "other" })], times);
  expect([history.earlier.length, history.earlierCount, history.payee]).toEqual([5, 7, "none"]);
});

test.each([
  ["Müller AG", "Mu\u0308ller AG", true],
  ["ACME GmbH", "acme  gmbh ", true],
  ["ACME GmbH", "ACME AG", false],
])("%s and %s are one name: %s", (a, b, same) => {
  expect(sameName(a, b)).toBe(same);
});

test.each([
  ["ACME GmbH", "АСМЕ GmbH", true],
  ["Modern Foods", "Modem Foods", true],
  ["Hosting Ltd", "Hostng Ltd", true],
  ["Hosting Ltd", "Hsoting Ltd", true],
  ["G00gle", "Google", true],
  ["ACME GmbH", "ACME GmbH", false],
  ["ACME GmbH", "Zeta Holding", false],
  ["UPS", "UBS", false],
  ["!!!", "???", false],
  ["Supplier 001 GmbH", "Supplier 002 GmbH", false],
  ["Branch 101", "Branch 110", false],
  ["Branch 1O1", "Branch 101", true],
  ["Hosting 24 Ltd", "Hostng 24 Ltd", true],
])("%s passes for %s: %s", (a, b, like) => {
  expect(looksLike(a, b)).toBe(like);
});

test("a payment is what was decided on, edits included; an amount that is not exact counts for nothing", () => {
  const request = {
    parameters: { amount: "10.00", currency: "EUR", to: { name: "ACME", iban: "DE89" } },
    money: { amount: "/amount", currency: "/currency", payee: "/to/name", account: "/to/iban" },
  };
  expect(paymentOf(request, [{ op: "replace", path: "/amount", value: "9.50" }])).toEqual({
    money: { amount: "9.50", currency: "EUR" },
    payee: "ACME",
    account: "DE89",
  });
  expect(paymentOf(request, [{ op: "replace", path: "/amount", value: "about 9" }])).toEqual({
    payee: "ACME",
    account: "DE89",
  });
  expect(paymentOf({ parameters: {} })).toBeUndefined();
});
