import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { serveSandbox } from "#sandbox/serve.ts";

test("a server ends though a client on a connection that it keeps asks again and again", async () => {
  const server = await serveSandbox({
    file: ":memory:",
    port: 0,
    faults: { latencyMs: 100 },
    taskEnvironment: () => ({}),
    report: () => undefined,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const client = askUntilRefused(agent, new URL("/api/v1/whoami", server.url));
  // In the middle of a request: an idle connection is closed with the server anyway.
  await sleep(50);
  await server.close();
  expect(await client).toMatch(/ECONN/u);
});

/** Resolves to the code of the first failure. */
async function askUntilRefused(agent: Agent, url: URL): Promise<string | undefined> {
  for (;;) {
    const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      const asked = request(url, { agent }, (response) => response.resume().on("end", () => resolve(undefined)));
      asked.on("error", resolve).end();
    });
    if (failure !== undefined) return failure.code;
  }
}
