import { beforeAll, beforeEach, expect, test } from "vitest";
import { collectViolations } from "./open-console.ts";
import { openSecureConsole, type SecureConsole } from "./secure-console.ts";

let opened: SecureConsole;
beforeAll(async () => {
  opened = await openSecureConsole();
  return opened.close;
});
beforeEach(() => opened.page.reload());

test("injected scripts, styles, frames, markup and requests are blocked", async () => {
  const { page, policy } = opened;
  const violations = await collectViolations(page);

  const outcome = await page.evaluate(async () => {
    const world = globalThis as unknown as { ranInline?: boolean; ranRemote?: boolean };
    const failsWith = (work: () => unknown): string => {
      try {
        work();
        return "worked";
      } catch (error) {
        return error instanceof Error ? error.name : "threw";
      }
    };
    const insert = (tag: string, attributes: Record<string, string>, text = ""): HTMLElement => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      if (text !== "") element.append(text);
      document.body.append(element);
      return element;
    };
    const evaluate = Reflect.get(globalThis, "eval") as (code: string) => unknown;
    const makeFunction = Reflect.get(globalThis, "Function") as (code: string) => unknown;

    // In a task of its own: what the test driver runs directly may use eval whatever the page's policy says.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const results = {
      eval: failsWith(() => evaluate("1")),
      newFunction: failsWith(() => makeFunction("return 1")),
      innerHTML: failsWith(() => (document.body.innerHTML = "<b>x</b>")),
      scriptText: failsWith(() => insert("script", {}, "globalThis.ranInline = true")),
      // No text becomes a script here, so it is the list of sources alone that has to say no.
      scriptFetched: await new Promise<string>((resolve) => {
        const link = insert("link", { rel: "modulepreload", href: "data:text/javascript,export{}" });
        link.addEventListener("load", () => resolve("worked"));
        link.addEventListener("error", () => resolve("failed"));
      }),
      scriptSource: failsWith(() => insert("script", { src: "data:text/javascript,globalThis.ranRemote=true" })),
      fetch: await fetch("http://127.0.0.1:9/").then(
        () => "worked",
        () => "failed",
      ),
      style: ((): string => {
        const probe = insert("p", {});
        insert("style", {}, "p { color: rgb(1, 2, 3) }");
        return getComputedStyle(probe).color;
      })(),
      socket: await new Promise<string>((resolve) => {
        try {
          const socket = new WebSocket("ws://127.0.0.1:9/");
          socket.addEventListener("error", () => resolve("failed"));
          socket.addEventListener("open", () => resolve("worked"));
        } catch {
          resolve("failed");
        }
      }),
      image: await new Promise<string>((resolve) => {
        const image = insert("img", { src: "http://127.0.0.1:9/x.png" });
        image.addEventListener("load", () => resolve("worked"));
        image.addEventListener("error", () => resolve("failed"));
      }),
    };
    insert("iframe", { src: "data:text/html,hello" });
    insert("base", { href: "http://127.0.0.1:9/" });
    return {
      ...results,
      ranInline: world.ranInline ?? false,
      ranRemote: world.ranRemote ?? false,
      base: document.baseURI,
    };
  });

  expect(outcome).toMatchObject({
    eval: "EvalError",
    newFunction: "EvalError",
    innerHTML: "TypeError",
    scriptFetched: "failed",
    fetch: "failed",
    socket: "failed",
    image: "failed",
    ranInline: false,
    ranRemote: false,
    base: "app://ui/index.html",
  });
  expect(outcome.style).not.toBe("rgb(1, 2, 3)");
  // The frame is refused when its navigation starts, which is after the script that asked for it has ended.
  const refusedBy = async () => new Set((await violations()).map((violation) => violation.split(" ")[0]));
  await expect
    .poll(refusedBy)
    .toEqual(
      new Set([
        "require-trusted-types-for",
        "script-src-elem",
        "connect-src",
        "style-src-elem",
        "img-src",
        "frame-src",
        "base-uri",
      ]),
    );
  // What every other test of the real window is watched for, seen here to be noticed.
  await expect.poll(() => policy.violations.length).toBeGreaterThan(5);
  expect(() => policy.assertNone()).toThrow("The window broke its own policy");
});

test("no spelling of a path reaches a file that is not the window's own", async () => {
  const { app } = opened;
  const paths = [
    "/",
    "/missing.js",
    "/../package.json",
    "/..%2fpackage.json",
    "/%2e%2e/%2e%2e/package.json",
    "/..%5cpackage.json",
    "//etc/passwd",
    "/index.html%00.js",
    "/index.html?x=1",
    "/assets/../../main/index.cjs",
    "/INDEX.HTML",
  ];

  const statuses = await app.evaluate(
    async ({ session }, asked) =>
      Promise.all(
        asked.map(async (path) =>
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

test("another host under our scheme serves nothing", async () => {
  const { app } = opened;

  const status = await app.evaluate(async ({ session }) => {
    const answer = await session
      .fromPartition("ui")
      .fetch("app://other/index.html")
      .catch(() => undefined);
    return answer?.status ?? 404;
  });

  expect(status).toBe(404);
});
