import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "#test/web/open-window.ts";
import { sampleCorpus } from "./corpus.ts";
import { requestItem } from "./hostile-item.ts";
import { judgeCard } from "./judge-card.ts";
import { hearLiar, liars } from "./lying-servers.ts";
import { showItems } from "./show-items.ts";

/** Of each class; `npm run hostile` shows them all. */
const OF_EACH = 15;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test(
  "a share of every class of hostile input goes through the real card and does nothing",
  { timeout: 120_000 },
  async () => {
    expect(await showItems(browser, sampleCorpus(1, OF_EACH))).toEqual([]);
  },
);

test("servers that lie, stall, flood and break are no answer, and cost no longer than their deadline", async () => {
  for (const liar of liars().filter((_, index) => index < 40 || index % 20 === 0))
    expect(await hearLiar(liar)).toEqual([]);
});

test("a card that does what none may do is found", () => {
  const item = requestItem("bait", {}, { must: { amount: "1250.00", refuse: true, flagged: true } });
  const findings = judgeCard(item, {
    shown: true,
    took: 1_200,
    amount: { text: "EUR 1,250.01", exact: true },
    payeeFlagged: false,
    canApprove: true,
    strangers: ["IMG"],
    polluted: true,
    broken: true,
  });
  expect(findings.map(({ kind }) => kind)).toEqual([
    "crash",
    "hang",
    "executed",
    "executed",
    "wrong amount",
    "wrong amount",
    "wrong amount",
  ]);
});

test("an amount in another form of the same digits is the same amount", () => {
  const item = requestItem("sound", {}, { must: { amount: "-1234567.5" } });
  const shown = {
    shown: true,
    took: 1,
    payeeFlagged: false,
    canApprove: true,
    strangers: [],
    polluted: false,
    broken: false,
  };
  expect(judgeCard(item, { ...shown, amount: { text: "-EUR\u00a01,234,567.50", exact: true } })).toEqual([]);
});
