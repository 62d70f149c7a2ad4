import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { tellConsole } from "#test/crash/ask-console.ts";
import { collectViolations } from "./open-console.ts";
import { openSecureConsole, type SecureConsole } from "./secure-console.ts";

let opened: SecureConsole;
beforeAll(async () => {
  opened = await openSecureConsole();
  return async () => {
    await opened.close();
    opened.policy.assertNone();
  };
});
beforeEach(() => opened.page.reload());

test("the window is called Countersign and its page loads without a single violation", async () => {
  const { app, page } = opened;
  const violations = await collectViolations(page);

  await page.locator("#root > *").first().waitFor();

  const title = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  expect({ title, violations: await violations() }).toEqual({ title: "Countersign", violations: [] });
});

test("the page has no Node and sees exactly two functions of ours", async () => {
  const { page } = opened;

  const reach = await page.evaluate(() => {
    const world = globalThis as unknown as Record<string, unknown>;
    const bridge = world["countersign"] as Record<string, unknown>;
    return {
      node: ["require", "process", "module", "Buffer", "global", "electron"].filter((name) => name in world),
      names: Object.getOwnPropertyNames(bridge).toSorted(),
      kinds: Object.values(bridge).map((value) => typeof value),
    };
  });

  expect(reach).toEqual({ node: [], names: ["invoke", "subscribe"], kinds: ["function", "function"] });
});

test("the window's preferences are the secure ones", async () => {
  const { app } = opened;

  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });

  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: "",
  });
});

test("a page that rewrites its built-ins reaches nothing new through the bridge", async () => {
  const { page } = opened;

  const seen = await page.evaluate(async () => {
    const stolen: string[] = [];
    const original = Array.prototype.map;
    Reflect.set(Array.prototype, "map", function (this: unknown[], ...args: Parameters<typeof original>) {
      if (this.some((value) => typeof value === "object" && value !== null && "sender" in value)) stolen.push("sender");
      return Reflect.apply(original, this, args) as unknown;
    });
    JSON.parse = () => ({ ok: true });
    const bridge = (globalThis as unknown as { countersign: { invoke(request: unknown): Promise<unknown> } })
      .countersign;
    const reply = (await bridge.invoke({ method: "session.nothing", input: {} })) as { ok: boolean };
    return { stolen, ok: reply.ok };
  });

  expect(seen).toEqual({ stolen: [], ok: false });
});

test("the window's session is in memory, without cache, and loads nothing but the window's own files", async () => {
  const { app, page } = opened;
  await app.evaluate(({ session }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { askedOf: asked });
    session.fromPartition("ui").webRequest.onSendHeaders(({ url }) => void asked.push(url));
  });
  await page.reload();
  await page.locator("#root > *").first().waitFor();

  const seen = await app.evaluate(async ({ session }) => {
    const ui = session.fromPartition("ui");
    return {
      isPersistent: ui.isPersistent(),
      cacheBytes: await ui.getCacheSize(),
      asked: (globalThis as unknown as { askedOf: string[] }).askedOf,
    };
  });

  expect(seen).toMatchObject({ isPersistent: false, cacheBytes: 0 });
  expect(seen.asked.filter((url) => !url.startsWith("app://ui/"))).toEqual([]);
});

test("hiding the window from captures reaches the window itself, and is taken back", async () => {
  const { app, page } = opened;
  await app.evaluate(({ BrowserWindow }) => {
    const told: boolean[] = [];
    Object.assign(globalThis, { protection: told });
    const window = BrowserWindow.getAllWindows()[0];
    if (window !== undefined) window.setContentProtection = (on) => void told.push(on);
  });
  await tellConsole(page, "preferences.change", { privacy: { hideFromCapture: true } });
  await tellConsole(page, "preferences.change", { privacy: { hideFromCapture: false } });
  expect(await app.evaluate(() => (globalThis as unknown as { protection: boolean[] }).protection)).toEqual([
    true,
    false,
  ]);
});

test("crashes leave no dump behind: nothing is uploaded, and the kernel keeps this process's memory out of its own", async () => {
  const { app, home } = opened;
  const found = await app.evaluate(async ({ app: electron, crashReporter, BrowserWindow, session }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { session: session.fromPartition("ui") } });
    await window.loadURL("app://ui/index.html");
    const gone = new Promise((resolve) => void window.webContents.once("render-process-gone", resolve));
    window.webContents.forcefullyCrashRenderer();
    await gone;
    window.destroy();
    return {
      uploads: crashReporter.getUploadedReports(),
      crashes: electron.getPath("crashDumps"),
      pid: process.pid,
    };
  });
  expect(found).toMatchObject({ uploads: [], crashes: join(home, "crashes") });
  if (process.platform === "linux")
    expect(readFileSync(`/proc/${found.pid}/coredump_filter`, "utf8").trim()).toBe("00000000");
  const dumps = existsSync(found.crashes) ? readdirSync(found.crashes, { recursive: true }) : [];
  expect(dumps.filter((name) => String(name).endsWith(".dmp"))).toEqual([]);
});
