import { setTimeout as sleep } from "node:timers/promises";
import { processorPercent } from "#test/mainjob/processor-time.ts";
import { type BenchConsole, countCalls } from "./bench-console.ts";
import { type Measurement, measured } from "./measurement.ts";
import { proportionalSize } from "./proportional-size.ts";

const SPAN_MS = 30_000;
const MINUTE_MS = 60_000;
/** What hiding itself costs, the last frames and what is let go of, is not what a hidden console takes. */
const HIDING_MS = 3_000;

/** What the console takes while nobody does anything: nodes, memory, timers, requests a minute, processor time. */
export async function measureRest({ app, page, control }: BenchConsole, gates: number): Promise<Measurement[]> {
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  const pids = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid }) => pid));
  const memory = pids.reduce((sum, pid) => sum + proportionalSize(pid), 0);
  await control.resetRequests();
  const focused = await processorPercent(pids, SPAN_MS);
  await sleep(MINUTE_MS - SPAN_MS);
  const requests = await countCalls(control);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.hide()));
  await sleep(HIDING_MS);
  const hidden = await processorPercent(pids, SPAN_MS);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.show()));
  return [
    measured("DOM nodes", gates, [nodes], 600),
    measured("memory, summed PSS, MB", gates, [memory], 400),
    measured("upstream requests a minute", gates, [requests], 60),
    measured("processor focused over 30 s, %", gates, [focused], 3),
    measured("processor hidden over 30 s, %", gates, [hidden], 0.5),
  ];
}
