import type { ElectronApplication, Page } from "@playwright/test";
import { join } from "node:path";
import { tellConsole } from "#test/crash/ask-console.ts";

/** Exports the audit log in both forms into that folder; the dialog that asks where is answered for the person. */
export async function exportAudit(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  for (const format of ["jsonl", "csv"] as const) {
    await app.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      },
      join(folder, `audit.${format}`),
    );
    await tellConsole(page, "audit.export", { format });
  }
}

/** Writes down everything that the window's JavaScript holds; what nothing holds any more is collected first. */
export async function takeHeapSnapshot(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, path) => BrowserWindow.getAllWindows()[0]?.webContents.takeHeapSnapshot(path),
    file,
  );
}

/** Ends the window's process as a fault would, and waits until it is gone: what a crash leaves behind lies there by then. */
export async function crashWindow(app: ElectronApplication): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once("render-process-gone", () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
}
