import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { Bridge } from "#ipc/client.ts";
import { launchSpec, makeHome, openConsole } from "./open-console.ts";

test("a second console on the same home ends at once and brings the first one to the front", async () => {
  const { app, home } = await openConsole();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

  expect(startAgain(home, [])).toBe(0);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible())))
    .toEqual([true]);
});

test("a link selects its card in the console that runs, and one that says more selects nothing", async () => {
  const { page, home } = await openConsole();
  const gate = "waitpoint_cm3k2j1h4g5f6d7s8a9q0";
  await page.evaluate(async () => {
    const seen: unknown[] = [];
    const bridge = (globalThis as unknown as { countersign: Bridge }).countersign;
    bridge.subscribe((topic) => {
      if (topic.topic === "gate.selected") seen.push(topic);
    });
    await bridge.invoke({ method: "session.get", input: {} });
    Object.assign(globalThis, { seen });
  });

  for (const link of [`countersign://gate/${gate}/approve`, `countersign://gate/${gate}`]) startAgain(home, [link]);

  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { seen: unknown[] }).seen))
    .toEqual([{ topic: "gate.selected", tokenId: gate }]);
});

test("closing the window leaves the console running, and it can be brought back", async () => {
  const { app } = await openConsole();

  const states = await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.close();
    const closed = window?.isDestroyed() === false && !window.isVisible();
    window?.show();
    return { closed, shown: window?.isVisible() };
  });

  expect(states).toEqual({ closed: true, shown: true });
});

test("the window comes back where it was left", async () => {
  const first = await openConsole();
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 40, width: 900, height: 600 }),
  );
  // The display server answers in its own time; only then is the window where it was put.
  await expect.poll(() => innerSize(first), { timeout: 5_000 }).toEqual({ width: 900, height: 600 });
  await first.app.close();

  const second = await openConsole({ home: first.home });

  await expect.poll(() => innerSize(second), { timeout: 5_000 }).toEqual({ width: 900, height: 600 });
});

test("a console that cannot start says why and waits to be read, instead of running unseen", async () => {
  const home = await makeHome();
  await mkdir(join(home, "data"));
  const newer = new DatabaseSync(join(home, "data", "countersign.db"));
  newer.exec("PRAGMA application_id = 1129531214; PRAGMA user_version = 99; CREATE TABLE later (one)");
  newer.close();

  const { executablePath, args, env } = launchSpec();
  const console = spawn(executablePath, args, {
    env: { ...env, COUNTERSIGN_SESSION: "private", COUNTERSIGN_HOME: home },
    stdio: ["ignore", "ignore", "pipe"],
    // A group of its own: its session, display and keyring end with it.
    detached: true,
  });
  onTestFinished(async () => {
    process.kill(-(console.pid ?? 0), "SIGKILL");
    await once(console, "exit");
  });
  let said = "";
  console.stderr.on("data", (part) => (said += String(part)));
  await expect
    .poll(() => said, { timeout: 20_000 })
    .toContain("Countersign cannot start: The console's database was written by a newer Countersign (schema 99");
  expect(console.exitCode).toBeNull();
});

/** The size that the page itself was given. */
function innerSize({ page }: Awaited<ReturnType<typeof openConsole>>): Promise<{ width: number; height: number }> {
  return page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
}

/** Starts a second console on that home, waits for its end and gives its exit code. */
function startAgain(home: string, trailing: string[]): number | null {
  const { executablePath, args, env } = launchSpec();
  const { status } = spawnSync(executablePath, [...args, ...trailing], {
    env: { ...env, COUNTERSIGN_SESSION: "private", COUNTERSIGN_HOME: home },
    timeout: 20_000,
  });
  return status;
}
