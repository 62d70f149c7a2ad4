import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { openSecureConsole, type SecureConsole } from "./secure-console.ts";

let opened: SecureConsole;
beforeAll(async () => {
  opened = await openSecureConsole();
  return opened.close;
});
beforeEach(() => opened.page.reload());

test("the window goes nowhere and opens nothing, by any of the ways a page has", async () => {
  const { app, page } = opened;
  const server = await countRequests();
  const target = `http://127.0.0.1:${server.port}/`;

  await page.evaluate((url) => {
    const click = (attributes: Record<string, string>): void => {
      const link = document.createElement("a");
      for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
      document.body.append(link);
      link.click();
    };
    click({ href: url });
    click({ href: url, target: "_blank" });
    click({ href: url, download: "file.txt" });
    click({ href: "file:///etc/passwd" });
    globalThis.open(url);
    const form = document.createElement("form");
    form.setAttribute("action", url);
    document.body.append(form);
    form.submit();
    const webview = document.createElement("webview");
    webview.setAttribute("src", url);
    document.body.append(webview);
    globalThis.location.href = url;
  }, target);
  await page.waitForTimeout(500);

  const state = await app.evaluate(({ BrowserWindow, webContents }) => ({
    windows: BrowserWindow.getAllWindows().length,
    contents: webContents.getAllWebContents().length,
    url: BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  }));
  expect(state).toEqual({ windows: 1, contents: 1, url: "app://ui/index.html" });
  expect(server.requests()).toBe(0);
});

test("every permission a page can ask for is denied", async () => {
  const { page } = opened;

  const answers = await page.evaluate(async () => {
    // Some requests that are denied stay without an answer, which gives the page just as little.
    const silence = new Promise<string>((resolve) => setTimeout(() => resolve("denied"), 3000));
    const said = (promise: Promise<unknown>): Promise<string> =>
      Promise.race([
        silence,
        promise.then(
          (value) => (typeof value === "string" ? value : "granted"),
          () => "denied",
        ),
      ]);
    const asked = async (part: string, method: string, argument?: unknown): Promise<unknown> => {
      const api = Reflect.get(navigator, part) as Record<string, (given: unknown) => Promise<unknown>> | undefined;
      const call = api?.[method];
      return call === undefined ? Promise.reject(new Error("there is none")) : call.call(api, argument);
    };
    const chosen = (devices: unknown): unknown =>
      Array.isArray(devices) && devices.length === 0 ? Promise.reject(new Error("none")) : devices;
    return {
      notifications: await said(Notification.requestPermission()),
      geolocation: await said(
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: 2000 })),
      ),
      media: await said(navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await said(navigator.mediaDevices.getDisplayMedia()),
      clipboard: await said(navigator.clipboard.readText()),
      midi: await said(navigator.requestMIDIAccess()),
      fullscreen: await said(document.documentElement.requestFullscreen()),
      usb: await said(asked("usb", "requestDevice", { filters: [] })),
      hid: await said(asked("hid", "requestDevice", { filters: [] }).then(chosen)),
      serial: await said(asked("serial", "requestPort")),
      bluetooth: await said(asked("bluetooth", "requestDevice", { acceptAllDevices: true })),
      storage: await said(asked("storage", "persist").then((kept) => (kept === true ? "granted" : "denied"))),
      serviceWorker: await said(asked("serviceWorker", "register", "/assets/worker.js")),
    };
  });

  expect(new Set(Object.values(answers))).toEqual(new Set(["denied"]));
});

test("a request from anywhere but the window's own page is refused and logged", async () => {
  const { app, home } = opened;

  const reply = await app.evaluate(async ({ app: electron, BrowserWindow, session }) => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: `${electron.getAppPath()}/out/preload/index.cjs`,
        sandbox: true,
        contextIsolation: true,
        session: session.fromPartition("ui"),
      },
    });
    await other.loadURL("app://ui/index.html");
    const answer: unknown = await other.webContents.executeJavaScript(
      "countersign.invoke({ method: 'session.get', input: {} })",
    );
    other.destroy();
    return answer;
  });

  expect(reply).toEqual({
    ok: false,
    error: { code: "ipc/refused", message: "Only Countersign's own page may ask for anything." },
  });
  expect(readFileSync(join(home, "logs", "console.log"), "utf8")).toContain("Only Countersign's own page");
});

test("a request that is larger than any real one, or nested beyond writing down, is refused", async () => {
  const { page } = opened;

  const codes = await page.evaluate(async () => {
    const bridge = (
      globalThis as unknown as { countersign: { invoke(request: unknown): Promise<{ error?: { code: string } }> } }
    ).countersign;
    let deep: unknown = {};
    for (let level = 0; level < 900; level++) deep = [deep];
    const replies = [
      await bridge.invoke({ method: "session.get", input: { text: "x".repeat(70_000) } }),
      await bridge.invoke({ method: "session.get", input: deep }).catch(() => ({ error: { code: "did not cross" } })),
    ];
    return replies.map((reply) => reply.error?.code);
  });

  expect(codes[0]).toBe("ipc/refused");
  expect(["ipc/refused", "ipc/malformed", "session/not-connected", "did not cross"]).toContain(codes[1]);
});

test("nothing the page does puts a file on disk", async () => {
  const { app, page, home } = opened;
  await app.evaluate(({ app: electron }, folder) => electron.setPath("downloads", folder), home);

  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["text"]));
    link.download = "planted.txt";
    document.body.append(link);
    link.click();
  });
  await page.waitForTimeout(500);

  expect(existsSync(join(home, "planted.txt"))).toBe(false);
});

async function countRequests(): Promise<{ port: number; requests: () => number }> {
  let requests = 0;
  const server: Server = createServer((_request, response) => {
    requests++;
    response.end("reached");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, requests: () => requests };
}
