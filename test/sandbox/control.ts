import { z } from "zod";

const Written = z.object({ gates: z.array(z.object({ tokenId: z.string(), runId: z.string() })) });
const Requests = z.object({ clients: z.record(z.string(), z.number()) });
const ModelState = z.object({ calls: z.number() });

/** The sandbox's control door: what tests turn and read. */
export interface SandboxControl {
  /** What clients outside the worker asked since the last reset, by method and route. */
  requests(): Promise<Record<string, number>>;
  resetRequests(): Promise<void>;
  /** Writes that many sample gates directly. */
  writeGates(count: number): Promise<{ tokenId: string; runId: string }[]>;
  /** Writes exactly these gates directly. */
  writeExactGates(gates: readonly object[]): Promise<{ tokenId: string; runId: string }[]>;
  modelCalls(): Promise<number>;
  /** Sets faults; what is left out stays. */
  faults(patch: Record<string, unknown>): Promise<void>;
}

export function controlSandbox({
  url,
  secretKey,
}: {
  readonly url: string;
  readonly secretKey: string;
}): SandboxControl {
  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
  return {
    requests: async () => Requests.parse(await ask("GET", "/sandbox/requests")).clients,
    resetRequests: async () => void (await ask("POST", "/sandbox/requests/reset", {})),
    writeGates: async (count) => Written.parse(await ask("POST", "/sandbox/gates", { count })).gates,
    writeExactGates: async (gates) => Written.parse(await ask("POST", "/sandbox/gates", { gates })).gates,
    modelCalls: async () => ModelState.parse(await ask("GET", "/sandbox/model")).calls,
    faults: async (patch) => void (await ask("POST", "/sandbox/faults", patch)),
  };
}
