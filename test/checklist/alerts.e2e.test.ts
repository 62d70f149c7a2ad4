import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { tellConsole } from "#test/crash/ask-console.ts";
import { openDesktop } from "./desktop.ts";

const SOON = { timeout: 15_000 };
/** Longer than a look of a hidden window and a notice after it take. */
const LONG_ENOUGH_MS = 4_000;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

test("31: a gate is announced by its urgency, without amounts, and the notice goes when somebody else decides", async () => {
  const { gate, notices, onScreen, sandbox, page } = await openDesktop();
  await gate({}, "3d");
  await expect.poll(notices, SOON).toHaveLength(1);
  const tokenId = await gate({ urgency: "critical" }, "3d");
  await expect.poll(notices, SOON).toHaveLength(2);

  expect(await notices()).toEqual([
    { summary: "Gate waiting", body: "payout asks for your decision.", urgency: "NORMAL" },
    { summary: "Critical gate waiting", body: "payout asks for your decision.", urgency: "CRITICAL" },
  ]);
  expect(onScreen()).toBe(2);
  await sandbox.api().completeWaitpointToken(tokenId, { data: { version: 1, withdrawn: true } });
  // A list may lag: only a gate that was missed for ten seconds counts as settled.
  await expect
    .poll(
      async () => {
        await tellConsole(page, "queue.refresh", {});
        return onScreen();
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(1);
});

test("31: title and amount are named only where the operator chose so, as plain text, in the operator's language", async () => {
  const { gate, notices, prefer, page } = await openDesktop();
  await prefer({ details: true });
  await tellConsole(page, "preferences.change", { appearance: { language: "de" } });
  await gate({ title: "Pay <b>ACME</b> & Co" }, "3d");
  await expect.poll(notices, SOON).toHaveLength(1);
  const [notice] = await notices();
  expect([notice?.summary, notice?.body.replaceAll("\u00a0", " ")]).toEqual([
    "Freigabe wartet",
    "Pay &lt;b&gt;ACME&lt;/b&gt; &amp; Co · 1.250,00 EUR · payout bittet um Ihre Entscheidung.",
  ]);
});

test("31: a near deadline and one that passed are told once each", async () => {
  const { gate, notices, page } = await openDesktop();
  // Its last tenth is two seconds, and a window in the background would look for it within ten.
  await gate({}, "20s");
  await tellConsole(page, "queue.refresh", {});
  const summaries = async () => (await notices()).map(({ summary }) => summary);
  const once = ["Gate waiting", "Less than a minute left to decide", "A deadline has passed"];
  await expect.poll(summaries, { timeout: 40_000 }).toEqual(once);
  await sleep(2_000);
  expect(await summaries()).toEqual(once);
});

test("31: a flood of gates is one notice", async () => {
  const { gate, notices, page } = await openDesktop();
  await Promise.all(Array.from({ length: 8 }, () => gate({}, "3d")));
  await tellConsole(page, "queue.refresh", {});
  await expect
    .poll(async () => (await notices()).map(({ summary }) => summary), SOON)
    .toContainEqual(expect.stringMatching(/^[4-8] gates wait for you$/u));
});

test("32: a critical gate is heard at the chosen volume, another is not, and none at all while muted", async () => {
  const { gate, notices, prefer, page } = await openDesktop();
  await page.evaluate(() => {
    const heard: string[] = [];
    type Ramp = (this: AudioParam, value: number, at: number) => AudioParam;
    const ramp: Ramp = Reflect.get(AudioParam.prototype, "linearRampToValueAtTime");
    const listening: Ramp = function (this, value, at) {
      if (value > 0) heard.push(value.toFixed(2));
      return ramp.call(this, value, at);
    };
    Object.assign(AudioParam.prototype, { linearRampToValueAtTime: listening });
    Object.assign(globalThis, { heard });
  });
  const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  await prefer({ volume: 50 });
  await gate({}, "3d");
  await expect.poll(notices, SOON).toHaveLength(1);
  await gate({ urgency: "critical" }, "3d");
  await expect.poll(heard, SOON).toEqual(["0.25", "0.25", "0.25"]);

  await prefer({ sound: "all" });
  await gate({}, "3d");
  await expect.poll(heard, SOON).toHaveLength(5);
  await tellConsole(page, "alerts.mute", { span: "hour" });
  await gate({ urgency: "critical" }, "3d");
  await sleep(LONG_ENOUGH_MS);
  expect(await heard()).toHaveLength(5);
});

test("33: in quiet hours only a critical gate and a deadline inside them break through; the rest is summed up after", async () => {
  const { gate, notices, prefer } = await openDesktop();
  await prefer({ quietHours: { on: true, from: "00:00", to: "00:00", days: EVERY_DAY } });
  await gate({}, "3d");
  await gate({ urgency: "high" }, "3d");
  await sleep(LONG_ENOUGH_MS);
  expect(await notices()).toEqual([]);

  await gate({ urgency: "critical" }, "3d");
  await expect.poll(notices, SOON).toHaveLength(1);
  await gate({}, "1m");
  await expect.poll(notices, SOON).toHaveLength(2);
  expect((await notices()).map(({ summary }) => summary)).toEqual(["Critical gate waiting", "Gate waiting"]);

  await prefer({ quietHours: { on: false, from: "00:00", to: "00:00", days: EVERY_DAY } });
  await expect
    .poll(async () => (await notices())[2], SOON)
    .toEqual({
      summary: "While it was quiet",
      body: "2 gates opened. Open Countersign to see them.",
      urgency: "NORMAL",
    });
});

test("33: a mute of an hour or until tomorrow holds everything back, and ends by hand with one notice", async () => {
  const { gate, notices, page } = await openDesktop();
  const before = Date.now();
  const { alerts } = await tellConsole(page, "alerts.mute", { span: "until-tomorrow" });
  expect(alerts.mutedUntil).toBeGreaterThan(before);
  expect(new Date(alerts.mutedUntil).getHours()).toBe(8);
  await tellConsole(page, "alerts.mute", { span: "hour" });
  await gate({ urgency: "critical" }, "3d");
  await sleep(LONG_ENOUGH_MS);
  expect(await notices()).toEqual([]);
  await tellConsole(page, "alerts.mute", { span: "no-longer" });
  await expect.poll(async () => (await notices()).map(({ summary }) => summary), SOON).toEqual(["While it was quiet"]);
});

test("34: GNOME's do-not-disturb holds back what can wait; macOS and Windows keep theirs to themselves", async () => {
  const { gate, notices, run, page } = await openDesktop();
  run("gsettings", ["set", "org.gnome.desktop.notifications", "show-banners", "false"]);
  expect(await tellConsole(page, "presence.get", {})).toMatchObject({ doNotDisturb: "on" });
  await gate({}, "3d");
  await sleep(LONG_ENOUGH_MS);
  expect(await notices()).toEqual([]);
  await gate({ urgency: "critical" }, "3d");
  await expect
    .poll(async () => (await notices()).map(({ summary }) => summary), SOON)
    .toEqual(["Critical gate waiting"]);
  run("gsettings", ["set", "org.gnome.desktop.notifications", "show-banners", "true"]);
  expect(await tellConsole(page, "presence.get", {})).toMatchObject({ doNotDisturb: "off" });
  await gate({}, "3d");
  await expect.poll(async () => (await notices()).map(({ summary }) => summary), SOON).toContain("While it was quiet");
});
