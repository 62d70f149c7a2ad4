import { expect, onTestFinished, test } from "vitest";
import { canMakeUsers } from "./ordinary-user.ts";
import { openSecureConsole, readProcesses } from "./secure-console.ts";

test.runIf(canMakeUsers())("for an ordinary user Chromium's own sandbox is on, seen from outside", async () => {
  const { app, policy, close } = await openSecureConsole();
  onTestFinished(async () => {
    await close();
    policy.assertNone();
  });

  const { uid, browserArguments, renderers } = await readProcesses(app);

  expect(uid).toBeGreaterThan(0);
  expect(browserArguments).not.toContain("no-sandbox");
  expect(renderers).toEqual([{ namespaces: expect.any(Number), seccomp: "2" }]);
  expect(renderers[0]?.namespaces).toBeGreaterThan(1);
});
