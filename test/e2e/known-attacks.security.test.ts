import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { openSecureConsole, type SecureConsole } from "./secure-console.ts";

// One test for each kind of attack that took over an app like this one, named after it. docs/security.md lists them.
let opened: SecureConsole;
beforeAll(async () => {
  opened = await openSecureConsole();
  return opened.close;
});
beforeEach(() => opened.page.reload());

/** A script that got into the page after all: the worst that hostile text could become. */
function runInPage<T>(code: string): Promise<T> {
  return opened.page.evaluate(code) as Promise<T>;
}

test("Signal 2018, Discord, Teams, Joplin, Element: a script in the page still has no Node and starts no program", async () => {
  const reach = await runInPage(`(() => {
    const names = ["require", "process", "module", "global", "Buffer", "setImmediate", "electron", "ipcRenderer"];
    const inFrames = [...document.querySelectorAll("iframe")].length;
    return { found: names.filter((name) => typeof globalThis[name] !== "undefined"), inFrames };
  })()`);
  expect(reach).toEqual({ found: [], inFrames: 0 });
});

test("Evernote BrokerBridge, Doyensec's insecure preload: nothing reachable from the bridge is Electron's", async () => {
  const reachable = await runInPage<string[]>(`(() => {
    const seen = new Set();
    const found = [];
    const walk = (value, path) => {
      if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
      seen.add(value);
      for (const key of Reflect.ownKeys(value)) {
        found.push(path + "." + String(key));
        let next;
        try { next = value[key]; } catch { continue; }
        if (path.split(".").length < 5) walk(next, path + "." + String(key));
      }
    };
    const known = [Object.prototype, Function.prototype];
    for (const value of known) seen.add(value);
    walk(globalThis.countersign, "bridge");
    return found;
  })()`);
  expect(reachable.filter((path) => /ipc|sender|send$|electron|process|require/iu.test(path))).toEqual([]);
  expect(await runInPage(`countersign.invoke instanceof Function && countersign.invoke.constructor === Function`)).toBe(
    true,
  );
});

test("Brave, msrkp: prototypes that the page polluted do not cross the bridge", async () => {
  const reply = await runInPage<{ ok: boolean }>(`(async () => {
    const { call } = Function.prototype;
    const { push } = Array.prototype;
    for (const name of ["method", "sender", "senderFrame", "url", "polluted"]) Object.prototype[name] = "planted";
    Function.prototype.call = () => "planted";
    Array.prototype.push = () => "planted";
    const reply = await countersign.invoke(JSON.parse('{"input":{},"__proto__":{"method":"session.get"}}'));
    // The test's own driver works in this page too.
    Function.prototype.call = call;
    Array.prototype.push = push;
    for (const name of ["method", "sender", "senderFrame", "url", "polluted"]) delete Object.prototype[name];
    return { ok: reply.ok };
  })()`);
  expect(reply).toEqual({ ok: false });
  const polluted = await opened.app.evaluate(() => [Reflect.get({}, "polluted"), Object.keys(Object.prototype)]);
  expect(polluted).toEqual([undefined, []]);
});

test("CVE-2022-29247: a frame inside the page gets neither preload nor Node", async () => {
  const inside = await runInPage(`new Promise((resolve) => {
    const frame = document.createElement("iframe");
    const look = () => {
      const world = frame.contentWindow;
      resolve(world === null ? [] : ["countersign", "require", "process"].filter((name) => name in world));
    };
    frame.addEventListener("load", look);
    setTimeout(look, 1500);
    document.body.append(frame);
  })`);
  expect(inside).toEqual([]);
});

test("custom protocols: forty spellings of a path lead to no file but the window's own", async () => {
  const up = ["..", "%2e%2e", "..%2f..", "..%5c..", "%252e%252e", "....//..", "..;", ".%2e", "%c0%ae%c0%ae", "..\\.."];
  const targets = ["package.json", "etc/passwd", "out/main/index.cjs", "..%00/package.json"];
  const paths = up.flatMap((step) => targets.map((target) => `/${step}/${target}`));
  expect(paths).toHaveLength(40);
  const statuses = await opened.app.evaluate(
    async ({ session }, asked) =>
      Promise.all(
        asked.map((path) =>
          session
            .fromPartition("ui")
            .fetch(`app://ui${path}`)
            .then(
              (response) => response.status,
              () => 404,
            ),
        ),
      ),
    paths,
  );
  expect(statuses).toEqual(paths.map(() => 404));
});

test("open redirect: an address that leads elsewhere leads nowhere from here", async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(302, { location: "https://evil.dev/" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  await runInPage(`void (location.href = "http://127.0.0.1:${port}/?next=https://evil.dev/")`);
  await opened.page.waitForTimeout(300);
  const url = await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());
  expect([url, asked]).toEqual(["app://ui/index.html", 0]);
});

test("dropped files: a file that is dropped on the window is not opened in it", async () => {
  await opened.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.debugger.attach("1.3");
    const data = { items: [], files: ["/etc/passwd"], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"])
      await contents?.debugger.sendCommand("Input.dispatchDragEvent", { type, x: 200, y: 200, data });
    contents?.debugger.detach();
  });
  await opened.page.waitForTimeout(500);
  const state = await opened.app.evaluate(({ BrowserWindow }) => ({
    windows: BrowserWindow.getAllWindows().length,
    url: BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  }));
  expect(state).toEqual({ windows: 1, url: "app://ui/index.html" });
});
