import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Topic } from "#ipc/contract.ts";
import type { Reply } from "#ipc/contract.ts";
import { contentSecurityPolicy } from "#main/content-security-policy.ts";
import { readWindowFiles } from "#main/window-files.ts";
import { projectRoot } from "#scripts/project-root.ts";

export interface ServedWindow {
  readonly url: string;
  /** Lost before the page listens. */
  readonly nudge: (topic: Topic) => void;
  /** Settles once the page listens. */
  readonly listening: Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Serves the built window with its production policy, relaxed by `connect-src` to this very server alone, and stands in
 * for the preload: the same two functions, over loopback, to the real dispatcher.
 */
export async function serveWindow(dispatch: (request: unknown) => Promise<Reply>): Promise<ServedWindow> {
  const files = readWindowFiles(join(projectRoot, "out", "renderer"));
  const listeners = new Set<(topic: Topic) => void>();
  const { promise: listening, resolve: noteListening } = Promise.withResolvers<void>();
  const app = new Hono();
  app.post("/bridge/invoke", async (context) => context.json(await dispatch(await context.req.json())));
  app.get("/bridge/topics", (context) =>
    streamSSE(context, async (stream) => {
      const forward = (topic: Topic): void => void stream.writeSSE({ data: JSON.stringify(topic) });
      listeners.add(forward);
      noteListening();
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      listeners.delete(forward);
    }),
  );
  app.get("/bridge.js", (context) => context.body(BRIDGE, 200, { "Content-Type": "text/javascript" }));
  app.get("/favicon.ico", (context) => context.body(null, 204));
  app.get("*", (context) => {
    const path = context.req.path === "/" ? "/index.html" : context.req.path;
    const file = files.get(path);
    if (file === undefined) return context.notFound();
    const body = path === "/index.html" ? withBridge(file.body.toString("utf8")) : new Uint8Array(file.body);
    return context.body(body, 200, { "Content-Type": file.type, "Content-Security-Policy": relaxedPolicy });
  });
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }) as Server;
  if (!server.listening) await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    nudge: (topic) => {
      for (const listener of listeners) listener(topic);
    },
    listening,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const relaxedPolicy = contentSecurityPolicy.replace("connect-src 'none'", "connect-src 'self'");

// Before the window's own script, as the preload is; it also writes down every violation of the policy.
function withBridge(page: string): string {
  return page.replace("<head>", '<head><script src="/bridge.js"></script>');
}

const BRIDGE = `
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample);
  });
  const listeners = new Set();
  new EventSource("/bridge/topics").onmessage = (event) => {
    for (const listener of listeners) listener(JSON.parse(event.data));
  };
  window.countersign = {
    invoke: async (request) => (await fetch("/bridge/invoke", { method: "POST", body: JSON.stringify(request) })).json(),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
`;
