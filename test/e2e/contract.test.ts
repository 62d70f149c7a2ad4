import { beforeAll, beforeEach, expect, test } from "vitest";
import { methods } from "#ipc/contract.ts";
import { methodInputs } from "#test/fixtures/method-inputs.ts";
import { openSecureConsole, type SecureConsole } from "./secure-console.ts";

// Generated from the contract itself: a method that is added is asked here as well, by everybody who may not ask it.
const requests = Object.keys(methods).map((method) => ({
  method,
  input: methodInputs[method as keyof typeof methodInputs] as Record<string, unknown>,
}));
const REFUSED = { code: "ipc/refused", message: "Only Countersign's own page may ask for anything." };

interface Answer {
  readonly error?: { readonly code: string; readonly message: string };
}

let opened: SecureConsole;
beforeAll(async () => {
  opened = await openSecureConsole();
  return opened.close;
});
beforeEach(() => opened.page.reload());

/** Asks one after another from the window's own page, and gives the codes of what was refused. */
async function ask(asked: readonly unknown[]): Promise<(string | undefined)[]> {
  return opened.page.evaluate(async (given) => {
    const { countersign } = globalThis as unknown as { countersign: { invoke(request: unknown): Promise<Answer> } };
    const codes: (string | undefined)[] = [];
    for (const request of given) codes.push((await countersign.invoke(request)).error?.code);
    return codes;
  }, asked);
}

test("there is an input for every method, and every method refuses keys it does not name and wrong types", async () => {
  expect(requests.filter(({ input }) => input === undefined)).toEqual([]);
  const wrong = requests.flatMap(({ method, input }) =>
    [{ ...input, planted: 1 }, { constructor: 1 }, [], "text", 7, null].map((given) => ({ method, input: given })),
  );
  expect(new Set(await ask(wrong))).toEqual(new Set(["ipc/malformed"]));
});

test("every method refuses an input that is larger than any real one", async () => {
  const large = requests.map(({ method, input }) => ({ method, input: { ...input, planted: "x".repeat(70_000) } }));
  expect(await ask(large)).toEqual(requests.map(() => "ipc/refused"));
});

test("what is no request of the contract is refused, whatever its shape", async () => {
  const shapes = [
    null,
    "session.get",
    [],
    {},
    { method: "session.get" },
    { method: "session.drop", input: {} },
    { method: "constructor", input: {} },
    { method: "session.get", input: {}, extra: 1 },
  ];
  expect(new Set(await ask(shapes))).toEqual(new Set(["ipc/malformed"]));
});

test("no method hears another window, on our page or on none, or a frame inside it", async () => {
  const answers = await opened.app.evaluate(async ({ app: electron, BrowserWindow, session }, asked) => {
    const webPreferences = {
      preload: `${electron.getAppPath()}/out/preload/index.cjs`,
      sandbox: true,
      contextIsolation: true,
      // The window itself never gives its preload to frames: here it does, so that a frame has something to ask with.
      nodeIntegrationInSubFrames: true,
      session: session.fromPartition("ui"),
    };
    const code = `Promise.all(${JSON.stringify(asked)}.map((request) => countersign.invoke(request)))`;
    const seen: Record<string, Answer[]> = {};
    const other = new BrowserWindow({ show: false, webPreferences });
    await other.loadURL("app://ui/index.html");
    seen["another window"] = (await other.webContents.executeJavaScript(code)) as Answer[];
    await other.loadURL("about:blank");
    seen["about:blank"] = (await other.webContents.executeJavaScript(code)) as Answer[];
    await other.webContents.executeJavaScript(`new Promise((resolve) => {
      const frame = document.createElement("iframe");
      frame.srcdoc = "<p>inside</p>";
      frame.addEventListener("load", () => resolve());
      document.body.append(frame);
    })`);
    seen["a frame"] = (await other.webContents.mainFrame.frames[0]?.executeJavaScript(code)) as Answer[];
    other.destroy();
    return seen;
  }, requests);

  const refused = requests.map(() => ({ ok: false, error: REFUSED }));
  expect(answers).toEqual({ "another window": refused, "a frame": refused, "about:blank": refused });
});

test("no method hears a frame that is gone, and none of ours but the page itself", async () => {
  const answers = await opened.app.evaluate(async ({ BrowserWindow, ipcMain }, asked) => {
    // Electron's own table of handlers: the real one is called with an event that no page can make on purpose.
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, (event: unknown, request: unknown) => Promise<Answer>>;
    };
    const sender = BrowserWindow.getAllWindows()[0]?.webContents;
    const { processId, routingId } = sender?.mainFrame ?? { processId: 0, routingId: 0 };
    const events = [
      { sender, senderFrame: null },
      { sender, senderFrame: { processId, routingId, url: "about:blank" } },
      { sender, senderFrame: { processId, routingId: routingId + 1, url: "app://ui/index.html" } },
      { sender: { id: -1 }, senderFrame: { processId, routingId, url: "app://ui/index.html" } },
    ];
    const seen: (Answer | undefined)[] = [];
    for (const event of events)
      for (const request of asked) seen.push(await handlers.get("countersign:invoke")?.(event, request));
    return { channels: [...handlers.keys()], seen };
  }, requests);

  expect(answers.channels).toEqual(["countersign:invoke"]);
  expect(answers.seen).toEqual(Array.from({ length: requests.length * 4 }, () => ({ ok: false, error: REFUSED })));
});

test("a page that asks without pause is slowed down, whatever it asks for", async () => {
  const codes = await opened.page.evaluate(async (names) => {
    const { countersign } = globalThis as unknown as { countersign: { invoke(request: unknown): Promise<Answer> } };
    const asked = Array.from({ length: 3_000 }, (_, index) => names[index % names.length]);
    const replies = await Promise.all(asked.map((method) => countersign.invoke({ method, input: { planted: 1 } })));
    return asked.map((method, index) => `${method} ${replies[index]?.error?.code}`);
  }, Object.keys(methods));

  const slowed = new Set(codes.filter((code) => code.endsWith("ipc/refused")));
  expect(slowed).toEqual(new Set(Object.keys(methods).map((method) => `${method} ipc/refused`)));
  expect(codes.filter((code) => !/ipc\/(?:malformed|refused)$/u.test(code))).toEqual([]);
});
