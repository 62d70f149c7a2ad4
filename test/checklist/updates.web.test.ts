import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUpdates } from "#app/updates.ts";
import { blocksUpdate } from "#core/update-policy.ts";
import { createVirtualTime } from "#test/sim/virtual-time.ts";
import { launchChromium, openWindow } from "#test/web/open-window.ts";
import { type ScriptedMain, moveDecision } from "#test/web/scripted-handlers.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const MINUTE_MS = 60_000;

/** The real policy beside a scripted main process: what it says of updates is what the window is told. */
function withUpdates(main: ScriptedMain) {
  const time = createVirtualTime(0);
  const installed: string[] = [];
  const updates = createUpdates({
    source: {
      kind: "on",
      updater: {
        check: async () => "0.2.0",
        fetch: async () => undefined,
        install: () => installed.push("0.2.0"),
      },
    },
    version: main.session.version,
    clock: { now: time.now, monotonic: time.now },
    timer: {
      after: (milliseconds, callback) => {
        let cancelled = false;
        time.at(time.now() + milliseconds, () => (cancelled ? undefined : callback()));
        return () => (cancelled = true);
      },
    },
    isBusy: () => main.decisions.some(({ status }) => blocksUpdate(status.state)),
    announce: () => main.nudge({ topic: "session.changed" }),
    complain: (error) => {
      throw error;
    },
  });
  const { handlers } = main;
  Object.assign(handlers, {
    "session.get": async () => ({ ...main.session, updates: updates.view() }),
    "updates.install": async () => ({ outcome: updates.install() }),
    "decisions.record": notice(handlers["decisions.record"]),
    "decisions.undo": notice(handlers["decisions.undo"]),
  });
  function notice<I, O>(handler: (input: I) => Promise<O>): (input: I) => Promise<O> {
    return async (input) => {
      const answer = await handler(input);
      updates.decisionsChanged();
      return answer;
    };
  }
  updates.start();
  return { installed, updates, pass: (ms: number) => time.run(time.now() + ms, () => false) };
}

test("44: an update says nothing while a decision can be undone, then waits to be asked and takes no focus", async () => {
  let story: ReturnType<typeof withUpdates> | undefined;
  const { page, main, complaints, close } = await openWindow(browser, {
    prepare: (scripted) => (story = withUpdates(scripted)),
  });
  if (story === undefined) throw new Error("The window was not prepared.");
  const { updates, pass, installed } = story;
  const prompt = page.getByRole("note", { name: "An update is ready" });
  await page.getByRole("list", { name: "Waiting gates" }).getByRole("button").first().click();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  const decision = page.getByRole("list", { name: "Recent decisions" }).getByRole("listitem").first();
  await decision.getByRole("button", { name: /undo/iu }).waitFor();

  // The update comes, and time goes by, while the decision is held.
  await pass(10 * MINUTE_MS);
  await page.getByRole("button", { name: "Check now" }).click();
  expect(await prompt.count()).toBe(0);
  expect(updates.install()).toBe("not-now");

  const [held] = main.decisions;
  moveDecision(main, held?.decisionId ?? "", {
    status: { state: "delivered", completedAt: Date.now(), late: false },
    can: [],
  });
  updates.decisionsChanged();
  const reason = page.getByLabel("Reason", { exact: true });
  await page.getByRole("list", { name: "Waiting gates" }).getByRole("button").first().click();
  await reason.fill("half a sen");
  await pass(MINUTE_MS);

  await prompt.waitFor();
  expect(await reason.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type("tence");
  expect(await reason.inputValue()).toBe("half a sentence");
  expect(installed).toEqual([]);
  await prompt.getByRole("button", { name: "Restart now" }).click();
  await expect.poll(() => installed).toEqual(["0.2.0"]);
  expect(await complaints()).toEqual([]);
  await close();
});

test("44: a build that is not signed says in the settings that updates are off, and why", async () => {
  const { page, close } = await openWindow(browser);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("tab", { name: "This computer" }).click();

  await page.getByText("Updates are off: this build is not signed.").waitFor();
  await close();
});
