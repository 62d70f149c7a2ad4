import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

const Count = z.coerce.number().int().min(0);

const Options = z.object({
  port: Count.max(65_535).default(0),
  data: z.string().min(1),
  "worker-dir": z.string().min(1),
  worker: z.boolean(),
  database: z.boolean(),
  gates: Count.default(0),
  "rate-limit": z.coerce.number().positive().nullable().default(null),
  latency: z.coerce.number().min(0).nullable().default(null),
});

export interface SandboxOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly workerDir: string;
  readonly worker: boolean;
  readonly database: boolean;
  readonly gates: number;
  readonly rateLimitPerMinute: number | null;
  readonly latencyMs: number | null;
}

export const USAGE = `npm run sandbox -- [options]
  --port N          listen on 127.0.0.1:N; 0 (default) takes the port of the last time, else a free one
  --data DIR        where tokens, runs and logs are kept (default: your state folder)
  --worker-dir DIR  the project folder with trigger.config.ts (default: this one)
  --no-worker       no worker, and no database either
  --database        a database all the same
  --gates N         start with N waiting gates
  --rate-limit N    N requests a minute, half of them at once (default: the vendor's 1,500)
  --latency MS      answer clients this much later`;

/**
 * Reads the command line.
 *
 * @throws Error naming the option that does not fit.
 */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv, projectDir: string): SandboxOptions {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      port: { type: "string" },
      data: { type: "string" },
      "worker-dir": { type: "string" },
      worker: { type: "boolean", default: true },
      database: { type: "boolean" },
      gates: { type: "string" },
      "rate-limit": { type: "string" },
      latency: { type: "string" },
    },
  });
  const result = Options.safeParse({
    ...values,
    database: values.database ?? values.worker,
    data: values.data ?? defaultDataDir(env),
    "worker-dir": values["worker-dir"] ?? projectDir,
  });
  if (!result.success) throw new Error(z.prettifyError(result.error));
  const options = result.data;
  return {
    port: options.port,
    dataDir: resolve(options.data),
    workerDir: resolve(options["worker-dir"]),
    worker: options.worker,
    database: options.database,
    gates: options.gates,
    rateLimitPerMinute: options["rate-limit"],
    latencyMs: options.latency,
  };
}

function defaultDataDir(env: NodeJS.ProcessEnv): string {
  const state = env["XDG_STATE_HOME"] ?? join(homedir(), ".local", "state");
  return join(state, "countersign", "sandbox");
}
