import { type BrowserWindow, ipcMain } from "electron";
import type { Reply, Topic } from "#ipc/contract.ts";
import { createHeldChoice } from "./held-choice.ts";
import { refuseRequest } from "./judge-request.ts";
import { createTokenBucket } from "./token-bucket.ts";

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
    const problem = refuseRequest(event, window(), request, () => mayPass(monotonic()));
    if (problem === undefined) return dispatch(request).finally(topics.pageListens);
    report(problem);
    return { ok: false, error: { code: "ipc/refused", message: problem } };
  });
  return {
    push: topics.push,
    close: () => ipcMain.removeHandler("countersign:invoke"),
  };
}
