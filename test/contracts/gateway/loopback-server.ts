import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface LoopbackServer {
  readonly origin: string;
  readonly requests: readonly { readonly method: string; readonly url: string; readonly authorization: string }[];
  readonly close: () => Promise<void>;
}

/** A plain HTTP server on a free loopback port, for what no honest Trigger.dev would answer. */
export async function openLoopbackServer(answer: RequestListener): Promise<LoopbackServer> {
  const requests: { method: string; url: string; authorization: string }[] = [];
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    requests.push({ method, url, authorization: headers.authorization ?? "" });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, requests, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
