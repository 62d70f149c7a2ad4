import { app, clipboard, dialog, Menu, type Session, shell } from "electron";
import { join } from "node:path";
import type { Notifier, SecretVault } from "#app/ports.ts";
import type { UpdateSource } from "#app/updates.ts";
import type { TokenId } from "#core/identifiers.ts";
import { chooseLanguage } from "#core/language.ts";
import type { Reply, Topic } from "#ipc/contract.ts";
import type { NoticeOutcome } from "#ipc/diagnostics.ts";
import { openApiSession } from "./api-session.ts";
import { applyTheme } from "./apply-appearance.ts";
import { openConsoleWindow } from "./console-window.ts";
import { createCopiedText } from "./copied-text.ts";
import type { HomeFolder } from "./home-folder.ts";
import type { Log } from "./log.ts";
import { keepTray, type QueueState } from "./keep-tray.ts";
import type { Notice } from "./notice.ts";
import { openAlerts } from "./open-alerts.ts";
import { type OpenedPresence, openPresence } from "./open-presence.ts";
import { openPreferences, type PreferenceStore } from "./preferences.ts";
import type { Runtime } from "./runtime.ts";
import { createSafeStorageWrapper } from "./safe-storage-wrapper.ts";
import { serveIpc } from "./serve-ipc.ts";
import { showBadge } from "./show-presence.ts";
import { openUpdates } from "./open-updates.ts";
import { openSettings, type SettingsStore } from "./settings.ts";
import { showTestNotice } from "./test-notice.ts";
import { systemClock as clock, systemTimer as timer } from "./system-time.ts";
import { openTray } from "./tray.ts";
import { openUiSession } from "./ui-session.ts";
import { openVault } from "./vault.ts";
import { createWords, type Words } from "./words.ts";

export interface ShellOptions {
  readonly folder: HomeFolder;
  readonly runtime: Runtime;
  readonly log: Log;
  /** What a secret of that name is bound to besides the name; see the vault. */
  readonly bindingOf: (settings: SettingsStore, name: string) => string;
  /** Whether the system opens our links here. */
  readonly links: boolean;
  /** Into the tray, without a window: the system starts it so at login. */
  readonly startHidden: boolean;
  /** What is read of this program while the page's own process starts. */
  readonly meanwhile: () => Promise<unknown>;
  /** What stands behind the window, once it is there: the page loads meanwhile, and its questions wait. */
  readonly console: Promise<ServedConsole>;
}

/** What the window and the tray ask of the console. */
interface ServedConsole {
  readonly dispatch: (request: unknown) => Promise<Reply>;
  readonly checkNow: () => void;
}

/** What Electron and the system give the console, behind names that know nothing of Electron where they can. */
export interface Shell {
  readonly folder: HomeFolder;
  readonly runtime: Runtime;
  readonly log: Log;
  readonly settings: SettingsStore;
  readonly preferences: PreferenceStore;
  readonly vault: SecretVault;
  readonly notifier: Notifier;
  readonly presence: OpenedPresence;
  readonly updates: UpdateSource;
  /** The file of the thread that checks edits against a task's schema. */
  readonly schemaWorker: string;
  /** For calls to Trigger.dev: no cache, the system's proxy; loopback only on the compatibility runtime. */
  readonly apiSession: Session;
  showInTray(state: QueueState): void;
  /** Nudges the window, where there is one. */
  push(topic: Topic): void;
  /** Brings the window to the front, on that card where one is named. Never decides anything. */
  select(tokenId: TokenId | undefined): void;
  /** Asks where to save a file; undefined where the person thinks better of it. */
  readonly chooseFile: (suggested: string) => Promise<string | undefined>;
  /** Shows one notification that is about nothing. */
  readonly testNotice: () => Promise<NoticeOutcome>;
  /** The window put something of a card on the clipboard: it does not stay there. */
  readonly noteCopy: () => void;
  /** Asks which file to read; undefined where the person thinks better of it. */
  readonly chooseFileToRead: () => Promise<string | undefined>;
  /** Hands an address to the system's browser; for `openExternal` alone, which judges it first. */
  readonly openInBrowser: (url: string) => Promise<void>;
  close(): void;
}

/** A page that has not asked for its script by then is not waited for. */
const LONGEST_PAGE_MS = 1_000;
/** What was taken is handed to the page in this process's next turns. */
const HANDED_OVER_MS = 15;

/** Opens the shell with its window and tray; call once the app is ready. */
export async function openShell({ folder, runtime, log, bindingOf, ...start }: ShellOptions): Promise<Shell> {
  const settings = openSettings(folder.data);
  const preferences = openPreferences(settings);
  applyTheme(preferences);
  const words = createWords(() =>
    chooseLanguage(app.getPreferredSystemLanguages(), preferences.read().appearance.language),
  );
  const copied = createCopiedText({
    clipboard,
    timer,
    complain: (error) => log.error("the clipboard", error),
  });
  const report = (refused: string): void => log.warn(`refused: ${refused}`);
  Menu.setApplicationMenu(null);
  const { session, scriptRead } = openUiSession(join(app.getAppPath(), "out", "renderer"), report);
  const window = openConsoleWindow({
    session,
    settings,
    preferences,
    startHidden: start.startHidden,
    onHidden: () => explainClose(settings, words, alerts.say),
  });
  const door = serveIpc({
    window: window.current,
    dispatch: async (request) => (await start.console).dispatch(request),
    report,
    monotonic: () => performance.now(),
  });
  const select = (tokenId: TokenId | undefined): void => {
    window.show();
    if (tokenId !== undefined) door.push({ topic: "gate.selected", tokenId });
  };
  const alerts = openAlerts({
    clock,
    timer,
    words,
    preferences,
    select,
    window: window.current,
    push: door.push,
    complain: (error) => log.error("alerts", error),
  });
  const presence = openPresence({ words, preferences, links: start.links, show: window.show });
  const tray = keepTray({
    clock,
    timer,
    words,
    preferences,
    open: openTray,
    showBadge: (waiting) => showBadge(window.current(), words, waiting),
    perform: (action) => {
      if (action === "check-now") void start.console.then(({ checkNow }) => checkNow());
      else if (action === "open") window.show();
      else app.quit();
    },
  });
  app.on("activate", window.show);
  const opened: { close: () => void }[] = [copied, presence, alerts, door, tray];
  await start.meanwhile();
  // What follows keeps this process busy: the page is given its script first, so that both start side by side.
  await Promise.race([scriptRead, sleep(LONGEST_PAGE_MS)]);
  await sleep(HANDED_OVER_MS);
  const vault = await openVault({
    path: join(folder.data, "vault.json"),
    wrapper: createSafeStorageWrapper(),
    bindingOf: (name) => bindingOf(settings, name),
    report: (problem) => log.warn(`vault: ${problem}`),
    now: () => Date.now(),
  });

  return {
    folder,
    runtime,
    log,
    settings,
    preferences,
    vault,
    notifier: alerts.notifier,
    presence,
    updates: openUpdates(app),
    schemaWorker: join(app.getAppPath(), "out", "main", "schema-worker.cjs"),
    apiSession: openApiSession(runtime.compatibility),
    showInTray: tray.show,
    push: door.push,
    select,
    chooseFile: async (suggested) => {
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: suggested,
        buttonLabel: words.say("dialog.save"),
      });
      return canceled || filePath === "" ? undefined : filePath;
    },
    testNotice: () => showTestNotice(words),
    noteCopy: copied.noteCopy,
    chooseFileToRead: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        properties: ["openFile", "showHiddenFiles"],
        buttonLabel: words.say("dialog.readKey"),
      });
      return canceled ? undefined : filePaths[0];
    },
    openInBrowser: async (url) => shell.openExternal(url),
    close: () => {
      for (const part of opened.splice(0).toReversed()) part.close();
    },
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => timer.after(milliseconds, resolve));
}

/** Said once in a console's life: a window that vanishes without a word looks like one that quit. */
function explainClose(settings: SettingsStore, words: Words, say: (notice: Notice) => void): void {
  if (settings.read().closeExplained) return;
  settings.change({ closeExplained: true });
  say({ title: words.say("closed.title"), body: words.say("closed.body"), urgent: false, about: [] });
}
