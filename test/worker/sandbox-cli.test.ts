import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";

const FIXTURE_TASKS = fileURLToPath(new URL("../sandbox/fixture-tasks", import.meta.url));

let sandbox: StartedSandbox;
// It takes half a minute by its nature, so it runs beside the other tests.
let slowRetryId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ args: ["--worker-dir", FIXTURE_TASKS, "--no-database"] });
  slowRetryId = (await sandbox.api().triggerTask("fixture-slow-retry", { payload: null })).id;
});

afterAll(async () => {
  await sandbox.stop();
});

test("a task waits at its token, goes on with the decision and completes", async () => {
  const { runId, tokenId } = await waitingRun("10m");
  const api = sandbox.api();
  expect(await api.retrieveRun(runId)).toMatchObject({ status: "EXECUTING", isWaiting: false });

  await sleep(1_000);
  const decidedAt = Date.now();
  await api.completeWaitpointToken(tokenId, { data: { approved: true } });
  const run = await finished(runId);

  expect(run).toMatchObject({ status: "COMPLETED", output: { outcome: "decided", output: { approved: true } } });
  expect(Number(run.metadata?.["resumedAt"]) - decidedAt).toBeLessThan(1_000);
});

test("the run's log can be read while it waits and after it", async () => {
  const { runId, tokenId } = await waitingRun("10m");
  const api = sandbox.api();
  await until(async () => (await messages(runId)).includes("waiting for a person"));

  await api.completeWaitpointToken(tokenId, { data: null });
  await finished(runId);
  await until(async () => (await messages(runId)).includes("wait.forToken()"));
  expect((await api.retrieveRunTrace(runId)).trace.rootSpan).toMatchObject({
    data: { message: "fixture-gate", isPartial: false },
  });
});

test("a token that times out resumes the task with a timeout", async () => {
  const { runId } = await waitingRun("3s");
  expect(await finished(runId)).toMatchObject({ status: "COMPLETED", output: { outcome: "expired" } });
});

test("a failed attempt is tried again by the same worker", async () => {
  const { id } = await sandbox.api().triggerTask("fixture-flaky", { payload: { failures: 2 } });
  expect(await finished(id)).toMatchObject({ status: "COMPLETED", output: { attempt: 3 }, attemptCount: 3 });
});

test("a run whose attempts are used up fails with the task's own words", async () => {
  const { id } = await sandbox.api().triggerTask("fixture-flaky", { payload: { failures: 5 } });
  const run = await finished(id);
  expect(run).toMatchObject({ status: "FAILED", attemptCount: 3 });
  expect(run.error?.message).toBe("attempt 3 failed on purpose");
});

test("a pause ends by itself", async () => {
  const { id } = await sandbox.api().triggerTask("fixture-pause", { payload: { seconds: 6 } });
  expect(await finished(id)).toMatchObject({ status: "COMPLETED", output: { paused: true } });
});

test("a task that waits for another one hears its output, and its failure", async () => {
  const api = sandbox.api();
  const [well, badly] = await Promise.all([
    api.triggerTask("fixture-parent", { payload: { failures: 0 } }),
    api.triggerTask("fixture-parent", { payload: { failures: 5 } }),
  ]);
  expect(await finished(well.id)).toMatchObject({ output: { child: { attempt: 1 } } });
  expect((await finished(badly.id)).output?.childFailed).toContain("attempt 3 failed on purpose");
});

test("a cancelled run is stopped by its worker, and its token goes on waiting", async () => {
  const { runId, tokenId } = await waitingRun("10m");
  const api = sandbox.api();
  await sleep(500);
  await api.cancelRun(runId);
  expect((await api.retrieveRun(runId)).status).toBe("CANCELED");

  const done = await api.triggerTask("fixture-flaky", { payload: { failures: 0 } });
  await finished(done.id);
  expect((await api.retrieveRun(runId)).status).toBe("CANCELED");
  expect((await api.retrieveWaitpointToken(tokenId)).status).toBe("WAITING");
});

test("a retry further away than a worker sleeps comes back from the queue", async () => {
  const run = await finished(slowRetryId, 60_000);
  expect(run).toMatchObject({ status: "COMPLETED", output: { attempt: 2 }, attemptCount: 2 });
});

test("a server killed with -9 and started again finds its worker, and the waiting run goes on", async () => {
  const { runId, tokenId } = await waitingRun("10m");
  const { url, secretKey } = sandbox.ready();
  const workerPid = await sandbox.workerPid();
  // A line that is still on its way when the server dies is lost with it; this one has arrived.
  await until(async () => (await messages(runId)).includes("waiting for a person"));

  await sandbox.kill9();
  await sleep(2_000);
  expect(await sandbox.restart()).toMatchObject({ url, secretKey });
  expect(await sandbox.workerPid()).toBe(workerPid);

  const api = sandbox.api();
  expect((await api.retrieveWaitpointToken(tokenId)).status).toBe("WAITING");
  expect(await messages(runId)).toContain("waiting for a person");
  await api.completeWaitpointToken(tokenId, { data: { approved: true } });
  expect(await finished(runId)).toMatchObject({ status: "COMPLETED", output: { outcome: "decided" } });
  const next = await api.triggerTask("fixture-flaky", { payload: { failures: 0 } });
  expect(await finished(next.id)).toMatchObject({ status: "COMPLETED" });
});

test("a worker killed with -9 takes its runs with it, its tokens stay, and another worker comes up", async () => {
  const { runId, tokenId } = await waitingRun("10m");
  const before = await sandbox.workerPid();
  process.kill(-before, "SIGKILL");

  const api = sandbox.api();
  expect(await finished(runId)).toMatchObject({ status: "CANCELED" });
  expect((await api.retrieveWaitpointToken(tokenId)).status).toBe("WAITING");
  const next = await api.triggerTask("fixture-flaky", { payload: { failures: 0 } });
  expect(await finished(next.id, 90_000)).toMatchObject({ status: "COMPLETED" });
  expect(await sandbox.workerPid()).not.toBe(before);
  expect(sandbox.errors()).toContain("The worker died");
});

test("a worker whose own process alone is killed leaves nothing running that could go on with its runs", async () => {
  const { runId } = await waitingRun("10m");
  const before = await sandbox.workerPid();
  process.kill(before, "SIGKILL");

  expect(await finished(runId)).toMatchObject({ status: "CANCELED" });
  await until(async () => {
    try {
      return !process.kill(-before, 0);
    } catch {
      return true;
    }
  });
  const next = await sandbox.api().triggerTask("fixture-flaky", { payload: { failures: 0 } });
  expect(await finished(next.id, 90_000)).toMatchObject({ status: "COMPLETED" });
});

async function waitingRun(timeout: string): Promise<{ runId: string; tokenId: string }> {
  const api = sandbox.api();
  const { id: runId } = await api.triggerTask("fixture-gate", { payload: { timeout } });
  let tokenId = "";
  await until(async () => {
    tokenId = String((await api.retrieveRun(runId)).metadata?.["tokenId"] ?? "");
    return tokenId !== "";
  });
  return { runId, tokenId };
}

async function finished(runId: string, limitMs = 30_000) {
  const api = sandbox.api();
  await until(async () => (await api.retrieveRun(runId)).isCompleted, limitMs);
  return api.retrieveRun(runId);
}

async function messages(runId: string): Promise<string[]> {
  const { events } = (await sandbox.api().listRunEvents(runId)) as { events: { message: string }[] };
  return events.map(({ message }) => message);
}

async function until(holds: () => Promise<boolean>, limitMs = 30_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("It did not happen in time.");
    await sleep(50);
  }
}
