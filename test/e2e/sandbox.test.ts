import { _electron } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { watchPolicy } from "./watch-policy.ts";
import { launchSpec } from "./open-console.ts";
import { canMakeUsers, launchAsOrdinaryUser } from "./ordinary-user.ts";

test.runIf(canMakeUsers())("for an ordinary user Chromium's own sandbox is on, seen from outside", async () => {
  const { executablePath, args, env } = launchAsOrdinaryUser(launchSpec());
  // Without `chromiumSandbox` the driver itself switches the sandbox off, and everything but /proc looks as if it were on.
  const app = await _electron.launch({ executablePath, args, env, chromiumSandbox: true, timeout: 40_000 });
  const policy = watchPolicy(app);
  onTestFinished(async () => {
    await app.close();
    policy.assertNone();
  });
  const page = await app.firstWindow();
  await page.waitForLoadState("load");

  const processes = await app.evaluate(({ app: electron }) => ({
    browser: process.pid,
    uid: process.getuid?.(),
    renderers: electron
      .getAppMetrics()
      .filter((metric) => metric.type === "Tab")
      .map((metric) => metric.pid),
  }));

  expect(processes.uid).toBeGreaterThan(0);
  expect(readFileSync(`/proc/${processes.browser}/cmdline`, "utf8")).not.toContain("no-sandbox");
  expect(processes.renderers).toHaveLength(1);
  // A process in namespaces of its own has one id in each of them; a sandbox that is off has one in all.
  const status = readFileSync(`/proc/${processes.renderers[0]}/status`, "utf8");
  expect(/^NSpid:\s+(.*)$/mu.exec(status)?.[1]?.split(/\s+/u).length).toBeGreaterThan(1);
  expect(/^Seccomp:\s+(\d)$/mu.exec(status)?.[1]).toBe("2");
});
