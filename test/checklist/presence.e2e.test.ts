import type { ElectronApplication } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { tellConsole } from "#test/crash/ask-console.ts";
import { controlSandbox } from "#test/sandbox/control.ts";
import { launchSpec, openConsole } from "#test/e2e/open-console.ts";
import { openDesktop } from "./desktop.ts";

const SOON = { timeout: 15_000 };

/** What the tray was told, in order: `image`, `tip TEXT`, `menu LABELS`. */
interface Told {
  told: string[];
  /** Chooses from the newest menu, as a person would. */
  choose: (label: string) => void;
}

/** Writes down what reaches the system's tray from now on; nobody can look into the tray itself here. */
async function listenToTray(app: ElectronApplication) {
  await app.evaluate(({ Tray }) => {
    const told: string[] = [];
    let newest: Electron.MenuItem[] = [];
    const flat = (items: Electron.MenuItem[]): Electron.MenuItem[] =>
      items.flatMap((item) => [item, ...flat(item.submenu?.items ?? [])]);
    type Method<Value> = (this: Electron.Tray, value: Value) => void;
    const setImage = Reflect.get(Tray.prototype, "setImage") as Method<Electron.NativeImage>;
    const setToolTip = Reflect.get(Tray.prototype, "setToolTip") as Method<string>;
    const setContextMenu = Reflect.get(Tray.prototype, "setContextMenu") as Method<Electron.Menu | null>;
    Object.assign(Tray.prototype, {
      setImage(this: Electron.Tray, image: Electron.NativeImage) {
        told.push("image");
        return setImage.call(this, image);
      },
      setToolTip(this: Electron.Tray, text: string) {
        told.push(`tip ${text}`);
        return setToolTip.call(this, text);
      },
      setContextMenu(this: Electron.Tray, menu: Electron.Menu | null) {
        newest = flat(menu?.items ?? []);
        told.push(`menu ${newest.map(({ label }) => label).join(" | ")}`);
        return setContextMenu.call(this, menu);
      },
    });
    const choose = (label: string): void => newest.find((item) => item.label === label)?.click();
    Object.assign(globalThis, { tray: { told, choose } satisfies Told });
  });
  return {
    told: () => app.evaluate(() => (globalThis as unknown as { tray: Told }).tray.told),
    choose: (label: string) =>
      app.evaluate((_electron, wanted) => (globalThis as unknown as { tray: Told }).tray.choose(wanted), label),
  };
}

const isVisible = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

test("29: the tray counts, warns and says it is offline, and looks that bring nothing new never touch it", async () => {
  const { app, page, gate, sandbox } = await openDesktop();
  const tray = await listenToTray(app);
  await gate({}, "3d");
  await expect.poll(tray.told, SOON).toContain("tip Countersign: 1 gate waits for you");
  await gate({ urgency: "critical" }, "3d");
  await expect.poll(tray.told, SOON).toContain("tip Countersign: 2 gates wait for you, urgent");
  const images = async () => (await tray.told()).filter((one) => one === "image").length;
  expect(await images()).toBe(2);

  const before = (await tray.told()).length;
  for (let look = 0; look < 8; look += 1) {
    await tellConsole(page, "queue.refresh", {});
    await sleep(400);
  }
  expect((await tray.told()).slice(before)).toEqual([]);

  await sandbox.kill9();
  await expect
    .poll(async () => {
      await tellConsole(page, "queue.refresh", {});
      return (await tray.told()).at(-1);
    }, SOON)
    .toBe("tip Countersign: offline, 2 gates wait for you");
  expect(await images()).toBe(3);
});

test("29: the tray's menu opens, looks, mutes and quits, in the operator's language", async () => {
  const { app, page, gate, sandbox } = await openDesktop();
  const tray = await listenToTray(app);
  await gate({}, "3d");
  const menu = async () => (await tray.told()).findLast((one) => one.startsWith("menu "));
  const all = "Open Countersign | Check now |  | Mute notifications | For an hour | Until tomorrow, ";
  await expect.poll(menu, SOON).toContain(`menu 1 gate waits for you |  | ${all}`);

  expect(await isVisible(app)).toBe(false);
  await tray.choose("Open Countersign");
  await expect.poll(() => isVisible(app)).toBe(true);
  const control = controlSandbox(sandbox.ready());
  await control.resetRequests();
  await tray.choose("Check now");
  await expect.poll(async () => Object.keys(await control.requests()).length).toBeGreaterThan(0);

  await tray.choose("For an hour");
  await expect.poll(menu).toContain("Notify again (muted until ");
  expect((await tellConsole(page, "preferences.get", {})).alerts.mutedUntil).toBeGreaterThan(Date.now());
  await tellConsole(page, "preferences.change", { appearance: { language: "de" } });
  await expect.poll(menu).toContain("Wieder benachrichtigen (stumm bis ");
  const label = (await menu())?.split(" | ").find((one) => one.startsWith("Wieder")) ?? "";
  await tray.choose(label);
  await expect.poll(async () => (await tellConsole(page, "preferences.get", {})).alerts.mutedUntil).toBe(0);

  const closed = app.waitForEvent("close");
  await tray.choose("Beenden");
  await closed;
});

test("30: closing the window leaves it in the tray, and that is explained once", async () => {
  const { app, notices, page } = await openDesktop({ hide: false });
  const close = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await close();
  await expect.poll(notices, SOON).toHaveLength(1);
  expect((await notices())[0]).toMatchObject({ summary: "Countersign keeps running", urgency: "NORMAL" });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
  await close();
  await page.waitForTimeout(2_000);
  expect([(await notices()).length, await isVisible(app)]).toEqual([1, false]);
});

test("35: started at login it is in the tray without a window, where the system's own list of starters says so", async () => {
  const { app, page, home } = await openDesktop({ args: ["--hidden"], hide: false });
  expect(await isVisible(app)).toBe(false);

  const entry = join(home, "session", "home", ".config", "autostart", "countersign.desktop");
  expect(await tellConsole(page, "presence.startAtLogin", { on: true })).toMatchObject({ startAtLogin: true });
  const text = await readFile(entry, "utf8");
  expect(text).toContain("[Desktop Entry]\nType=Application\nName=Countersign\n");
  expect(text).toMatch(/^Exec=env COUNTERSIGN_HOME=.* --hidden$/mu);
  expect(await tellConsole(page, "presence.startAtLogin", { on: false })).toMatchObject({ startAtLogin: false });
  expect(existsSync(entry)).toBe(false);

  startAgain(home, ["--hidden"]);
  expect(await isVisible(app)).toBe(false);
  startAgain(home, []);
  await expect.poll(() => isVisible(app), SOON).toBe(true);
});

test("36: the global shortcut brings the window to the front; one that cannot be had leaves the old one in force", async () => {
  const { app, page, run, prefer } = await openDesktop();
  const chosen = async () => (await tellConsole(page, "preferences.get", {})).alerts.shortcut;
  await prefer({ shortcut: "Control+Alt+G" });
  expect(await chosen()).toBe("Control+Alt+G");
  run("xdotool", ["key", "ctrl+alt+g"]);
  await expect.poll(() => isVisible(app), SOON).toBe(true);

  await app.evaluate(({ globalShortcut }) => globalShortcut.register("Control+Alt+T", () => undefined));
  await prefer({ shortcut: "Control+Alt+T" });
  expect(await chosen()).toBe("Control+Alt+G");
  expect((await tellConsole(page, "presence.get", {})).shortcutProblem).toEqual({
    accelerator: "Control+Alt+T",
    cause: "taken",
  });
  await prefer({ shortcut: "Control+Nonsense" });
  expect((await tellConsole(page, "presence.get", {})).shortcutProblem?.cause).toBe("not-a-shortcut");
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  run("xdotool", ["key", "ctrl+alt+g"]);
  await expect.poll(() => isVisible(app), SOON).toBe(true);
});

test("37: a link opens its gate's card and decides nothing, whatever else it says", async () => {
  const { app, page, gate, home } = await openDesktop();
  const tokenId = await gate({ title: "Pay by link" }, "3d");
  const heading = page.getByRole("heading", { level: 2, name: "Pay by link" });
  for (const link of [`countersign://gate/${tokenId}/approve`, `countersign://approve/${tokenId}`])
    startAgain(home, [link]);
  await expect.poll(() => isVisible(app), SOON).toBe(true);
  expect(await heading.count()).toBe(0);

  startAgain(home, [`countersign://gate/${tokenId}`]);
  await heading.waitFor({ timeout: 15_000 });
  await page.waitForTimeout(1_000);
  expect(await tellConsole(page, "decisions.recent", {})).toEqual([]);
  await page.getByRole("button", { name: "Approve", exact: true }).waitFor();
});

test("38: one console a home: a second start ends at once and shows the first one's window", async () => {
  const { app, home } = await openConsole();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(startAgain(home, [])).toBe(0);
  await expect.poll(() => isVisible(app), SOON).toBe(true);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test("43: asleep nothing is asked; locked it looks on slowly, and a critical gate still rings; waking looks at once", async () => {
  const { app, gate, notices, sandbox, page } = await openDesktop({ hide: false });
  await gate({}, "3d");
  const control = controlSandbox(sandbox.ready());
  const asked = async () => Object.values(await control.requests()).reduce((sum, count) => sum + count, 0);
  const power = (event: string) =>
    app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name as "suspend"), event);
  const askedIn = async (milliseconds: number): Promise<number> => {
    await page.waitForTimeout(3_000);
    await control.resetRequests();
    await page.waitForTimeout(milliseconds);
    return asked();
  };
  await power("suspend");
  expect(await askedIn(5_000)).toBe(0);
  await power("resume");
  await expect.poll(asked, { timeout: 2_000 }).toBeGreaterThan(0);

  await power("lock-screen");
  // One look of two or three questions at the most, where a window in front would have made three looks.
  expect(await askedIn(6_000)).toBeLessThanOrEqual(3);
  await gate({ urgency: "critical" }, "3d");
  const summaries = async () => (await notices()).map(({ summary }) => summary);
  await expect.poll(summaries, SOON).toContain("Critical gate waiting");
  await control.resetRequests();
  await power("unlock-screen");
  await expect.poll(asked, { timeout: 2_000 }).toBeGreaterThan(0);
});

/** Starts a second console on that home, waits for its end and gives its exit code. */
function startAgain(home: string, trailing: string[]): number | null {
  const { executablePath, args, env } = launchSpec();
  const { status } = spawnSync(executablePath, [...args, ...trailing], {
    env: { ...env, COUNTERSIGN_SESSION: "private", COUNTERSIGN_HOME: home },
    timeout: 20_000,
  });
  return status;
}
