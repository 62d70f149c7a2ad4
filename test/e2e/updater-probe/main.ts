import "#main/prelude.ts";
import { app } from "electron";
import { createUpdater } from "#main/updater.ts";

// The real updater in a real Electron without a window: asks a feed, fetches what it offers, and says what came of it.
const { FEED = "" } = process.env;

void probe();

async function probe(): Promise<void> {
  await app.whenReady();
  const updater = createUpdater({
    feed: FEED,
    load: async () => {
      const vendor = await import("electron-updater");
      // It is not a packed app that asks here.
      vendor.autoUpdater.forceDevUpdateConfig = true;
      return vendor;
    },
  });
  const offered = await updater.check().catch(describe);
  const fetched = offered === undefined ? "nothing to fetch" : await updater.fetch().then(() => "fetched", describe);
  process.stdout.write(`${JSON.stringify({ offered: offered ?? null, fetched })}\n`);
  app.exit(0);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
