import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GateRequest } from "#core/envelope.ts";
import { launchChromium, openWindow } from "./open-window.ts";
import { manyGates, sampleGate, tokenIdOf } from "./sample-gates.ts";
import { sampleRequest } from "./sample-request.ts";

const MAX_NODES = 3_000;
const MEGABYTE = 1024 * 1024;
const RTL = "شركة النور \u202Eللتجارة\u202C ";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const parameters = sampleRequest().parameters;
const schema = sampleRequest().parametersSchema;

/** What a task, or whoever imitates one, could send. */
const REQUESTS: readonly [string, Partial<GateRequest>][] = [
  ["a megabyte in one text", { parameters: { ...parameters, note: "x y ".repeat(MEGABYTE / 4) } }],
  [
    "as much as a run's metadata holds without a place to break",
    { parameters: { ...parameters, payee: "W".repeat(MEGABYTE / 4) } },
  ],
  [
    "right-to-left and unseen characters everywhere",
    {
      summary: RTL.repeat(80),
      requestedBy: RTL.repeat(8),
      effect: RTL.repeat(80),
      parameters: { ...parameters, payee: RTL.repeat(200), reference: RTL.repeat(200) },
    },
  ],
  [
    "a schema that names nothing and parameters that nest",
    { parametersSchema: { ...schema, properties: {} }, parameters: { ...parameters, deep: nested(24) } },
  ],
];

test.each(REQUESTS)("%s: the queue beside the card goes on, by keys and by count", async (_what, change) => {
  const now = Date.now();
  const title = `Pay ${RTL.repeat(30)}`.slice(0, 300);
  const bad = sampleGate({ name: "bad", minutesLeft: 30.5, request: { ...change, title } }, now);
  const { page, main, complaints, close } = await openWindow(browser, {
    gates: [...manyGates(30, now), bad],
    prepare: (scripted) => {
      for (let index = 0; index < 10_000; index += 1)
        scripted.logs.push({ id: `line${index}`, at: now, level: "info", message: `\u001b[31mstep\u001b[0m ${index}` });
    },
  });
  const card = (name: string) => page.getByRole("region", { name, exact: true });
  await page.getByRole("tab", { name: "Waiting 31" }).waitFor();
  await page.keyboard.press("j");
  await card("Pay supplier 0").waitFor();
  await page.keyboard.press("j");
  await page.locator(`[data-token="${tokenIdOf("bad")}"][aria-current]`).waitFor();
  await page.getByRole("log", { name: "Execution log" }).getByText("9999").waitFor();
  expect(await countNodes(page)).toBeLessThanOrEqual(MAX_NODES);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  const list = await page.getByRole("list", { name: "Waiting gates" }).boundingBox();
  expect([list?.x, list?.width]).toEqual([0, 360]);

  await page.keyboard.press("j");
  await card("Pay supplier 1").waitFor();
  await expect.poll(() => main.painted.at(-1)?.tokenId).toBe(tokenIdOf("many1"));
  await page.keyboard.press("a");
  await page.getByRole("tab", { name: "Waiting 30" }).waitFor();
  expect(main.recorded.map(({ tokenId }) => tokenId)).toEqual([tokenIdOf("many1")]);
  expect(await complaints()).toEqual([]);
  await close();
});

function countNodes(page: Page): Promise<number> {
  return page.evaluate("document.querySelectorAll('*').length");
}

function nested(depth: number): GateRequest["parameters"] {
  return depth === 0 ? { end: true } : { [`level${depth}`]: nested(depth - 1), list: [1, "two", null] };
}
