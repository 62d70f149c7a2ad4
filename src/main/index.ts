import "./prelude.ts";
import { app, BrowserWindow, dialog } from "electron";
import { chooseLanguage } from "#core/language.ts";
import { Secret } from "#core/secret.ts";
import { registerAppScheme } from "./app-scheme.ts";
import type { ComposedConsole } from "./compose.ts";
import { confineResolver } from "./confine-to-loopback.ts";
import { bindingOf } from "./environment-keys.ts";
import { keepMemoryOutOfCoreDumps } from "./core-dumps.ts";
import { findDeepLink, parseDeepLink } from "./deep-link.ts";
import { denyNavigation } from "./deny-navigation.ts";
import { failStart } from "./fail-start.ts";
import { type HomeFolder, prepareHomeFolder } from "./home-folder.ts";
import { openLog } from "./log.ts";
import { watchPower } from "./power.ts";
import { quitAtRest } from "./quit-at-rest.ts";
import { describeRuntime, readCommandLine } from "./runtime.ts";
import { reportUnexpected } from "./report-unexpected.ts";
import { openShell, type Shell } from "./shell.ts";
import { HIDDEN } from "./start-at-login.ts";
import { refuseStart } from "./start-guards.ts";
import { systemTimer } from "./system-time.ts";
import { createWords } from "./words.ts";
import { giveYoungObjectsRoom } from "./young-objects.ts";

const secretKey = takeSecretKey();
const isRoot = process.getuid?.() === 0;
const commandLine = readCommandLine();
const refusal = refuseStart({ packaged: app.isPackaged, isRoot, commandLine, environment: process.env });

if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`);
  app.exit(1);
} else void startOrSayWhyNot();

async function startOrSayWhyNot(): Promise<void> {
  try {
    const folder = prepareHomeFolder(app, process.env["COUNTERSIGN_HOME"]);
    // One console a home: two would be two writers to one outbox.
    if (app.requestSingleInstanceLock()) await start(folder);
    else app.exit(0);
  } catch (error) {
    await app.whenReady();
    const words = createWords(() => chooseLanguage(app.getPreferredSystemLanguages(), "system"));
    await failStart({ app, dialog, words, say: (line) => process.stderr.write(`${line}\n`) }, error);
  }
}

async function start(folder: HomeFolder): Promise<void> {
  const runtime = describeRuntime(process.versions, isRoot, commandLine);
  // As root this call is fatal, and Chromium's sandbox cannot run there at all; the window says so.
  if (!isRoot) app.enableSandbox();
  if (runtime.compatibility) confineResolver(app);
  giveYoungObjectsRoom(app);
  registerAppScheme();
  const log = openLog(folder.logs);
  reportUnexpected(log);
  keepMemoryOutOfCoreDumps((problem) => log.warn(problem));
  denyNavigation(app, (what) => log.warn(`refused: ${what}`));
  // One that is not installed is Electron with our folder as its argument; only Windows takes notice of the two.
  const links = app.isPackaged
    ? app.setAsDefaultProtocolClient("countersign")
    : app.setAsDefaultProtocolClient("countersign", process.execPath, [app.getAppPath()]);

  let shell: Shell | undefined;
  let wanted = findDeepLink(process.argv);
  app.on("second-instance", (_event, argv) => {
    // The system starting it at login while it runs is no wish to see it.
    if (!argv.includes(HIDDEN)) shell?.select(findDeepLink(argv));
  });
  app.on("open-url", (_event, url) => {
    wanted = parseDeepLink(url);
    shell?.select(wanted);
  });
  // Closing the window leaves the console in the tray, so an app without windows is no reason to end.
  app.on("window-all-closed", () => undefined);
  let stopConsole = (): void => undefined;
  quitAtRest(app, () => {
    stopConsole();
    shell?.close();
    systemTimer.stop();
  });

  await app.whenReady();
  // Most of this program, which takes a tenth of a second to read: not before the page is on its way.
  const readRest = () => import("./compose.ts");
  const composed = Promise.withResolvers<ComposedConsole>();
  shell = await openShell({
    folder,
    runtime,
    log,
    bindingOf,
    links,
    startHidden: process.argv.includes(HIDDEN),
    meanwhile: readRest,
    console: composed.promise,
  });
  const { composeConsole } = await readRest();
  const console = await composeConsole(shell, { version: app.getVersion(), environment: process.env, secretKey });
  stopConsole = console.stop;
  // The window may have come to the front before anybody listened.
  if (BrowserWindow.getFocusedWindow() !== null) console.setFocused(true);
  app.on("browser-window-focus", () => console.setFocused(true));
  app.on("browser-window-blur", () => console.setFocused(false));
  watchPower({
    sleep: console.suspend,
    lock: () => console.setFocused(false),
    wake: () => {
      // A window that was in front when the screen was locked may be so again without an event that says so.
      console.setFocused(BrowserWindow.getFocusedWindow() !== null);
      console.resume();
    },
  });
  await console.start();
  composed.resolve(console);
  if (wanted !== undefined) shell.select(wanted);
}

/** SECURITY: the key is handed over once; nothing that this process starts inherits it. */
function takeSecretKey(): Secret | undefined {
  const text = process.env["TRIGGER_SECRET_KEY"];
  delete process.env["TRIGGER_SECRET_KEY"];
  return text === undefined || text === "" ? undefined : new Secret(text);
}
