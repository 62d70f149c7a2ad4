import { serveSandbox } from "#sandbox/serve.ts";
import { openTriggerWorld } from "./trigger-world.ts";
import type { GatewayWorld } from "./world.ts";

/** The real adapter over loopback against the project's own local Trigger.dev, without a worker. */
export async function openSandboxWorld(): Promise<GatewayWorld> {
  const failures: unknown[] = [];
  const server = await serveSandbox({
    file: ":memory:",
    port: 0,
    faults: { rateLimitPerMinute: 1_000_000 },
    taskEnvironment: () => ({}),
    report: (error) => failures.push(error),
  });
  return openTriggerWorld({
    url: server.url,
    key: server.identity.secretKey,
    playsTasks: true,
    close: async () => {
      await server.close();
      if (failures.length > 0) throw new AggregateError(failures, "The sandbox failed on its own side.");
    },
  });
}
