import { app } from "electron";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname } from "node:path";
import { autostartEntry, autostartFile, HIDDEN, startCommand } from "./start-at-login.ts";
import type { Words } from "./words.ts";

/** Whether the system starts the console at login; the system's own answer, since it can be changed there too. */
export interface LoginItem {
  read(): Promise<boolean>;
  /** @throws Error where the system does not let it. */
  write(on: boolean): Promise<void>;
}

export function createLoginItem(words: Words): LoginItem {
  return process.platform === "linux" ? linuxLoginItem(words) : ownLoginItem();
}

/** Electron has no way to do it on Linux; every desktop reads these files. */
function linuxLoginItem(words: Words): LoginItem {
  const file = autostartFile(process.env, homedir());
  return {
    read: () =>
      stat(file).then(
        () => true,
        () => false,
      ),
    write: async (on) => {
      if (!on) return rm(file, { force: true });
      const command = startCommand({
        executable: process.execPath,
        appFolder: app.isPackaged ? undefined : app.getAppPath(),
        environment: process.env,
      });
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, autostartEntry(command, words.say("autostart.comment")));
    },
  };
}

function ownLoginItem(): LoginItem {
  const args = [...(app.isPackaged ? [] : [app.getAppPath()]), HIDDEN];
  return {
    read: async () => app.getLoginItemSettings({ args }).openAtLogin,
    write: async (on) => app.setLoginItemSettings({ openAtLogin: on, args }),
  };
}
