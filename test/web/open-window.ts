import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import type { Handlers, Topic } from "#ipc/contract.ts";
import { createDispatcher } from "#ipc/dispatch.ts";
import { everyGate, type SampleGate } from "./sample-gates.ts";
import { sampleSession } from "./sample-session.ts";
import { createScriptedMain, type ScriptedMain } from "./scripted-handlers.ts";
import { serveWindow } from "./serve-window.ts";

interface OpenedPage {
  readonly page: Page;
  readonly nudge: (topic: Topic) => void;
  /** What the page complained of: errors, and violations of its policy. */
  readonly complaints: () => Promise<string[]>;
  readonly close: () => Promise<void>;
}

export interface OpenedWindow extends OpenedPage {
  readonly main: ScriptedMain;
}

interface WindowOptions {
  readonly gates?: SampleGate[];
  readonly context?: BrowserContextOptions;
  /** The instant that the window's clock stands still at; it runs unless given. */
  readonly stoppedAt?: number;
  readonly prepare?: (main: ScriptedMain) => void;
}

/** Debian's Chromium: the engine of the Electron that ships. As root it cannot have its own sandbox. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
}

/** Opens the built window in a browser against a scripted main process. */
export async function openWindow(browser: Browser, options: WindowOptions = {}): Promise<OpenedWindow> {
  const now = options.stoppedAt ?? Date.now();
  const main = createScriptedMain(options.gates ?? everyGate(now), sampleSession(now));
  options.prepare?.(main);
  const opened = await openPage(browser, main.handlers, options.context, options.stoppedAt);
  main.nudge = opened.nudge;
  return { ...opened, main };
}

/** Opens the built window in a browser against these handlers, through the real dispatcher. */
export async function openPage(
  browser: Browser,
  handlers: Handlers,
  contextOptions: BrowserContextOptions = {},
  stoppedAt?: number,
): Promise<OpenedPage> {
  const errors: string[] = [];
  const served = await serveWindow(
    createDispatcher(handlers, (method, error) => errors.push(`${method}: ${String(error)}`)),
  );
  const viewport = { width: 1280, height: 800 };
  const context = await browser.newContext({ viewport, locale: "en-GB", ...contextOptions });
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => (message.type() === "error" ? errors.push(message.text()) : undefined));
  if (stoppedAt !== undefined) await page.clock.setFixedTime(stoppedAt);
  await page.goto(served.url);
  await served.listening;
  return {
    page,
    nudge: served.nudge,
    complaints: async () => [...errors, ...((await page.evaluate("window.violations")) as string[])],
    close: async () => {
      await context.close();
      await served.close();
    },
  };
}
