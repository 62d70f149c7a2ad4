import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { controlSandbox } from "#test/sandbox/control.ts";
import { startSandbox } from "#test/sandbox/start-sandbox.ts";
import { openTestConsole } from "./open-test-console.ts";

const TICKS_MS = 9_000;

/** Requests in a span of steady state, with that many gates waiting and whatever happens in the window meanwhile. */
async function requestsWith(
  gates: number,
  meanwhile: (opened: ReturnType<typeof openTestConsole>) => void,
): Promise<number> {
  const sandbox = await startSandbox({ args: ["--no-worker", "--gates", String(gates)] });
  const control = controlSandbox(sandbox.ready());
  const opened = openTestConsole(sandbox.ready());
  try {
    const waiting = () => opened.console.waiting({ search: "", order: "deadline" });
    await opened.until(
      () => waiting().length === gates && waiting().every(({ gate }) => gate.envelope !== undefined),
      40_000,
    );
    opened.console.openCard(waiting()[0]?.gate.tokenId ?? "");
    await sleep(500);
    await control.resetRequests();
    meanwhile(opened);
    await sleep(TICKS_MS);
    const counts = await control.requests();
    return Object.entries(counts).reduce((sum, [route, count]) => sum + (route.includes("/sandbox/") ? 0 : count), 0);
  } finally {
    opened.stop();
    await sandbox.stop();
  }
}

test("requests a tick are the same with 1 card and with 1,000, through any number of looks", async () => {
  const nothing = () => undefined;
  const scrolling = (opened: ReturnType<typeof openTestConsole>) => {
    for (const { gate } of opened.console.waiting({ search: "", order: "age" }).slice(0, 200))
      opened.console.openCard(gate.tokenId);
  };
  const [one, thousand] = [await requestsWith(1, nothing), await requestsWith(1_000, scrolling)];
  // A span holds four or five ticks of two requests, whatever its place among them.
  expect(Math.abs(one - thousand)).toBeLessThanOrEqual(2);
  expect(thousand).toBeLessThanOrEqual(10);
}, 120_000);
