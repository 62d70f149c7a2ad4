import { parseArgs } from "node:util";
import { buildConsole } from "#scripts/build-console.ts";
import { announce } from "#scripts/progress.ts";
import { launchChromium } from "#test/web/open-window.ts";
import { hostileCorpus } from "./corpus.ts";
import { type Finding, figuresOf } from "./findings.ts";
import { hearLiar, liars } from "./lying-servers.ts";
import { showItems } from "./show-items.ts";

/** Cards in one window and one console; what goes wrong in one batch cannot spoil the next. */
const BATCH = 500;
const LEAST_ITEMS = 10_000;

// Sends every hostile input through the real card: npm run hostile -- [--seed N] [--from ITEM]
const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, from: { type: "string", default: "0" } },
});
await buildConsole();
const items = hostileCorpus(Number(values.seed)).flat();
const lies = liars();
const findings: Finding[] = [];
for (const liar of lies) note(await hearLiar(liar));
announce(`${lies.length} lying servers heard`);
const browser = await launchChromium();
try {
  for (let from = Number(values.from); from < items.length; from += BATCH) {
    note(await showItems(browser, items.slice(from, from + BATCH)));
    announce(`${Math.min(from + BATCH, items.length)} of ${items.length} cards shown, ${findings.length} findings`);
  }
} finally {
  await browser.close();
}
const figures = figuresOf(items.length - Number(values.from) + lies.length, findings);
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exitCode = findings.length === 0 && figures.items >= LEAST_ITEMS ? 0 : 1;

function note(found: readonly Finding[]): void {
  findings.push(...found);
  for (const { kind, item, what } of found) announce(`${kind}: ${item.slice(0, 120)}: ${what.slice(0, 300)}`);
}
