import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";

const FIXTURE_TASKS = fileURLToPath(new URL("../sandbox/fixture-tasks", import.meta.url));

test("two sandboxes run their workers in one project at once, and the end of one leaves the other alone", async () => {
  const [first, second] = await Promise.all([open(), open()]);
  await Promise.all([runOnce(first), runOnce(second)]);
  const pid = await second.workerPid();
  await first.stop();
  await runOnce(second);
  expect(await second.workerPid()).toBe(pid);
});

async function open(): Promise<StartedSandbox> {
  const sandbox = await startSandbox({ args: ["--worker-dir", FIXTURE_TASKS, "--no-database"] });
  onTestFinished(sandbox.stop);
  return sandbox;
}

async function runOnce(sandbox: StartedSandbox): Promise<void> {
  const { id } = await sandbox.api().triggerTask("fixture-flaky", { payload: { failures: 0 } });
  const status = async () => (await sandbox.api().retrieveRun(id)).status;
  await expect.poll(status, { timeout: 30_000 }).toBe("COMPLETED");
}
