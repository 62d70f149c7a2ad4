import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent, type WebFrameMain } from "electron";
import type { Reply, Topic } from "#ipc/contract.ts";
import { WINDOW_URL } from "./app-scheme.ts";
import { createHeldChoice } from "./held-choice.ts";
import { createTokenBucket } from "./token-bucket.ts";

const LARGEST_REQUEST = 64 * 1024;
const BURST = 400;
const PER_SECOND = 200;

export interface IpcDoor {
  /** Tells the window that something it may be showing has changed; a card asked for before the page listens is kept. */
  readonly push: (topic: Topic) => void;
  readonly close: () => void;
}

export interface IpcDoorOptions {
  readonly window: () => BrowserWindow | undefined;
  readonly dispatch: (request: unknown) => Promise<Reply>;
  readonly report: (refused: string) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic: () => number;
}

/** SECURITY: the one way from the window into main. Who asks, how much and how often are settled before anybody reads it. */
export function serveIpc({ window, dispatch, report, monotonic }: IpcDoorOptions): IpcDoor {
  const mayPass = createTokenBucket(BURST, PER_SECOND);
  const topics = createHeldChoice((topic) => window()?.webContents.send("countersign:topic", topic));
  ipcMain.handle("countersign:invoke", async (event, request: unknown): Promise<Reply> => {
    const problem = isOurPage(event, window())
      ? problemWith(request, mayPass(monotonic()))
      : "Only Countersign's own page may ask for anything.";
    if (problem === undefined) return dispatch(request).finally(topics.pageListens);
    report(problem);
    return { ok: false, error: { code: "ipc/refused", message: problem } };
  });
  return {
    push: topics.push,
    close: () => ipcMain.removeHandler("countersign:invoke"),
  };
}

function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow | undefined): boolean {
  const frame: WebFrameMain | null = event.senderFrame;
  if (frame === null || window === undefined || window.isDestroyed()) return false;
  // Compared by place, not identity: older runtimes hand out a fresh object for the same frame.
  const main = window.webContents.mainFrame;
  const isMainFrame = frame.processId === main.processId && frame.routingId === main.routingId;
  return event.sender.id === window.webContents.id && isMainFrame && frame.url === WINDOW_URL;
}

function problemWith(request: unknown, inTime: boolean): string | undefined {
  if (!inTime) return "The window asked too often; wait a moment.";
  return isSmall(request) ? undefined : "The window sent more than a request may hold.";
}

/** Nesting that cannot be written down again is as bad as size. */
function isSmall(request: unknown): boolean {
  try {
    return (JSON.stringify(request) ?? "").length <= LARGEST_REQUEST;
  } catch {
    return false;
  }
}
