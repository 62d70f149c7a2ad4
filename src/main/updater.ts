import type { AppUpdater } from "electron-updater";
import type { Updater } from "#app/ports.ts";

interface UpdaterOptions {
  /** An address that `findUpdateFeed` has let pass. */
  readonly feed: string;
  /** The library, loaded when it is first needed: a build without updates never runs a line of it. */
  readonly load?: () => Promise<{ readonly autoUpdater: AppUpdater }>;
}

/** Updates by electron-updater, which checks what it fetched by hash and by the system's signature; every choice is ours. */
export function createUpdater({ feed, load = () => import("electron-updater") }: UpdaterOptions): Updater {
  let opened: AppUpdater | undefined;

  async function open(): Promise<AppUpdater> {
    if (opened !== undefined) return opened;
    const { autoUpdater } = await load();
    autoUpdater.autoDownload = false;
    // SECURITY: by the person's word and never on the way out, where a decision may still be held.
    autoUpdater.autoInstallOnAppQuit = false;
    autoUpdater.allowDowngrade = false;
    autoUpdater.allowPrerelease = false;
    autoUpdater.disableWebInstaller = true;
    autoUpdater.logger = null;
    // SECURITY: the address in the sealed archive counts, not the file that lies beside it.
    autoUpdater.setFeedURL({ provider: "generic", url: feed });
    return (opened = autoUpdater);
  }

  return {
    check: async () => {
      const found = await (await open()).checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : undefined;
    },
    fetch: async () => {
      await (await open()).downloadUpdate();
    },
    install: () => opened?.quitAndInstall(),
  };
}
