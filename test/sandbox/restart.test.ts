import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { type StartedSandbox, startSandbox } from "./start-sandbox.ts";

test("a server killed with -9 comes back with the same address, key, tokens and runs", async () => {
  const sandbox = await open(["--gates", "3"]);
  const before = sandbox.ready();
  const token = await sandbox.api().createWaitpointToken({ timeout: "10m", tags: ["kept"] });
  const run = await sandbox.api().triggerTask("refund", { payload: { amount: 3 }, options: { metadata: { a: 1 } } });

  await sandbox.kill9();
  expect(await sandbox.restart()).toEqual(before);
  expect(await sandbox.api().retrieveWaitpointToken(token.id)).toMatchObject({ status: "WAITING", tags: ["kept"] });
  expect(await sandbox.api().retrieveRun(run.id)).toMatchObject({ status: "QUEUED", metadata: { a: 1 } });
});

test("a timeout that fell due while the server was down happens when it is back, a later one in its time", async () => {
  const sandbox = await open();
  const due = await sandbox.api().createWaitpointToken({ timeout: "1s" });
  const later = await sandbox.api().createWaitpointToken({ timeout: "4s" });
  await sandbox.kill9();
  await sleep(1_200);
  await sandbox.restart();
  for (const { id } of [due, later]) {
    const read = () => sandbox.api().retrieveWaitpointToken(id);
    await expect.poll(async () => (await read()).status, { timeout: 10_000 }).toBe("TIMED_OUT");
    const { completedAt, timeoutAt } = await read();
    expect(completedAt?.getTime()).toBeGreaterThanOrEqual(timeoutAt?.getTime() ?? Infinity);
  }
});

test("the notice of a running sandbox is readable by its owner alone and goes with it", async () => {
  const sandbox = await open();
  const path = join(sandbox.dataDir, "sandbox.json");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await sandbox.restart();
  await sandbox.stop();
  await expect(stat(path)).rejects.toThrow("ENOENT");
});

test("it listens on loopback alone, and an option it does not know is named", async () => {
  const sandbox = await open();
  expect(new URL(sandbox.ready().url).hostname).toBe("127.0.0.1");
  await expect(startSandbox({ args: ["--no-worker", "--gate", "3"] })).rejects.toThrow("--gate");
});

async function open(args: readonly string[] = []): Promise<StartedSandbox> {
  const sandbox = await startSandbox({ args: ["--no-worker", ...args] });
  onTestFinished(sandbox.stop);
  return sandbox;
}
