import { expect, test } from "vitest";
import { collectViolations, openConsole } from "./open-console.ts";

test("the window is called Countersign and its page loads without a single violation", async () => {
  const { app, page } = await openConsole();
  const violations = await collectViolations(page);

  await page.locator("#root > *").first().waitFor();

  const title = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  expect({ title, violations: await violations() }).toEqual({ title: "Countersign", violations: [] });
});

test("the page has no Node and sees exactly two functions of ours", async () => {
  const { page } = await openConsole();

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
  const { app } = await openConsole();

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
  });
});

test("a page that rewrites its built-ins reaches nothing new through the bridge", async () => {
  const { page } = await openConsole();

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
