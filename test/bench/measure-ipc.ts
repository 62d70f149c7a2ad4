import type { ElectronApplication } from "@playwright/test";
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "#test/console/gates.ts";
import type { BenchConsole } from "./bench-console.ts";
import { type Measurement, measured } from "./measurement.ts";

const ROUNDS = 30;
/** A tick of a focused window, and some. */
const TICK_MS = 2_600;
const REST_TICKS = 12;
/** A page of rows at most, and not a word while nothing changes. */
const CHANGED_LIMIT = 64 * 1_024;
const REST_LIMIT = 1_024;

/** What crosses between window and main a tick, both ways, as JSON: at rest, and with one new gate. */
export async function measureIpc({ app, control, keyId }: BenchConsole, gates: number): Promise<Measurement[]> {
  await countBytes(app);
  await readBytes(app);
  await sleep(REST_TICKS * TICK_MS);
  const rest = (await readBytes(app)) / REST_TICKS;
  const changed: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await control.writeExactGates([
      { request: request({ title: `Sent ${round}` }), timeout: `${900 - 5 * round}s`, accepts: [keyId] },
    ]);
    await sleep(TICK_MS);
    changed.push(await readBytes(app));
  }
  return [
    measured("bytes over IPC a tick at rest", gates, [rest], REST_LIMIT),
    measured("bytes over IPC a tick with a new gate", gates, changed, CHANGED_LIMIT),
  ];
}

/** Stands between Electron's one handler and the window, and counts. */
async function countBytes(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ ipcMain, BrowserWindow }) => {
    const count = { bytes: 0 };
    Object.assign(globalThis, { benchBytes: count });
    const add = (value: unknown): void => {
      count.bytes += Buffer.byteLength(JSON.stringify(value) ?? "");
    };
    const CHANNEL = "countersign:invoke";
    type Handler = Parameters<typeof ipcMain.handle>[1];
    // Electron tells nobody which handler it has; its own map of them does.
    const handle = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers.get(CHANNEL);
    if (handle === undefined) throw new Error("The console answers on no channel.");
    ipcMain.removeHandler(CHANNEL);
    ipcMain.handle(CHANNEL, async (event, asked: unknown) => {
      add(asked);
      const reply: unknown = await handle(event, asked);
      add(reply);
      return reply;
    });
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel: string, ...values: unknown[]) => {
        for (const value of values) add(value);
        send(channel, ...values);
      };
    }
  });
}

/** Bytes since the last time. */
function readBytes(app: ElectronApplication): Promise<number> {
  return app.evaluate(() => {
    const { benchBytes } = globalThis as unknown as { benchBytes: { bytes: number } };
    const { bytes } = benchBytes;
    benchBytes.bytes = 0;
    return bytes;
  });
}
