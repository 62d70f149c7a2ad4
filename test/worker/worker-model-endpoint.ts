import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Reply } from "./worker-model-corpus.ts";

/** An OpenAI-compatible endpoint with a script for each invoice. */
export type ModelEndpoint = Awaited<ReturnType<typeof startModelEndpoint>>;

/**
 * Answers each invoice's questions from its own script, so that many runs may ask at once: a question belongs to the
 * invoice whose `invoiceText` it holds. Beyond the script's end it answers 500.
 */
export async function startModelEndpoint() {
  const scripts = new Map<string, { replies: Reply[]; questions: string[] }>();
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = await text(request);
    const script = scripts.get(/Invoice <([\w-]+)>/u.exec(question)?.[1] ?? "");
    script?.questions.push(question);
    sendReply(script?.replies.shift() ?? { status: 500 }, request, response);
  }
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    environment: {
      OPENAI_API_KEY: "test-only",
      OPENAI_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    },
    script(invoiceId: string, replies: readonly Reply[]): void {
      scripts.set(invoiceId, { replies: [...replies], questions: [] });
    },
    /** The turns that told the model what was wrong with its answer. */
    repairs(invoiceId: string): number {
      const questions = scripts.get(invoiceId)?.questions ?? [];
      return questions.filter((question) => question.includes("That answer cannot be used")).length;
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A text that says whose invoice it is. */
export function invoiceText(invoiceId: string): string {
  return `Invoice <${invoiceId}> of ACME GmbH`;
}

/** Sends the reply as the vendor would, or leaves the client without one. */
export function sendReply(reply: Reply, request: IncomingMessage, response: ServerResponse): void {
  if (reply === "silence") return;
  if (reply === "hang up") request.socket.destroy();
  // The endpoint's own word on when to try again keeps the client's back-off out of the test.
  else if ("status" in reply) response.writeHead(reply.status, { "retry-after-ms": "1" }).end("{}");
  else if ("raw" in reply) response.writeHead(200, { "content-type": reply.type }).end(reply.raw);
  else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply.body));
}
