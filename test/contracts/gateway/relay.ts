import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { openLoopbackServer, type LoopbackServer } from "./loopback-server.ts";
import { RATE_RESET_MS, type WorldFault } from "./world.ts";

export type RelayFault = Exclude<WorldFault, "unreachable" | "unauthorized">;

/** A network in front of a real server, on which every request goes wrong the given way. */
export function openRelay(target: string, fault: RelayFault, fetch: typeof globalThis.fetch): Promise<LoopbackServer> {
  return openLoopbackServer((request, response) => {
    void relay(request, response).catch(() => response.destroy());
  });

  async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (fault.endsWith("-after")) await forward(request, target, fetch);
    spoil(request, response, fault, target);
  }
}

async function forward(request: IncomingMessage, target: string, fetch: typeof globalThis.fetch): Promise<void> {
  const { method = "GET", url = "/", headers } = request;
  const body = await text(request);
  const reply = await fetch(`${target}${url}`, {
    method,
    headers: { authorization: headers.authorization ?? "", "content-type": "application/json" },
    ...(body !== "" && { body }),
  });
  await reply.arrayBuffer();
}

function spoil(request: IncomingMessage, response: ServerResponse, fault: RelayFault, target: string): void {
  switch (fault) {
    case "lost-before":
    case "lost-after":
      request.socket.destroy();
      return;
    case "error-before":
    case "error-after":
      sendJson(response, 500, { error: "Internal Server Error" });
      return;
    case "silent-before":
    case "silent-after":
      return;
    case "rate-limited":
      response.setHeader("x-ratelimit-reset", Date.now() + RATE_RESET_MS);
      sendJson(response, 429, { title: "Rate Limit Exceeded" });
      return;
    case "forbidden":
      sendJson(response, 403, { error: "Forbidden" });
      return;
    case "captive-portal":
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Please sign in</h1>");
      return;
    case "redirect":
      response.writeHead(307, { location: `${target}${request.url}` }).end();
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
