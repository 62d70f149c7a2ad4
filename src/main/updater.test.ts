import type { AppUpdater } from "electron-updater";
import { expect, test } from "vitest";
import { createUpdater } from "./updater.ts";

/** What we tell the vendor's updater, and what it does when it is told. */
function scriptedVendor(found: { isUpdateAvailable: boolean; version: string } | null) {
  const told: unknown[] = [];
  const vendor = {
    setFeedURL: (feed: unknown) => told.push(feed),
    checkForUpdates: async () =>
      found && { isUpdateAvailable: found.isUpdateAvailable, updateInfo: { version: found.version } },
    downloadUpdate: async () => told.push("fetched"),
    quitAndInstall: () => told.push("installed"),
  };
  return { told, vendor, load: async () => ({ autoUpdater: vendor as unknown as AppUpdater }) };
}

const feed = "https://updates.example.com/";

test("the vendor's updater fetches and installs nothing by itself, takes nothing older, and asks our feed alone", async () => {
  const { vendor, told, load } = scriptedVendor({ isUpdateAvailable: true, version: "0.2.0" });
  const updater = createUpdater({ feed, load });

  expect(await updater.check()).toBe("0.2.0");
  expect(told).toEqual([{ provider: "generic", url: feed }]);
  expect(vendor).toMatchObject({
    autoDownload: false,
    autoInstallOnAppQuit: false,
    allowDowngrade: false,
    allowPrerelease: false,
    disableWebInstaller: true,
  });
  await updater.fetch();
  updater.install();
  expect(told.slice(1)).toEqual(["fetched", "installed"]);
});

test("a feed that has nothing for this version offers nothing", async () => {
  expect(await createUpdater({ feed, load: scriptedVendor(null).load }).check()).toBeUndefined();
  const { load } = scriptedVendor({ isUpdateAvailable: false, version: "0.1.0" });
  expect(await createUpdater({ feed, load }).check()).toBeUndefined();
});

test("nothing is installed that was not fetched", () => {
  const { told, load } = scriptedVendor(null);
  createUpdater({ feed, load }).install();
  expect(told).toEqual([]);
});
