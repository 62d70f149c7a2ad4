import { ApiClient } from "@trigger.dev/core/v3";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import type { Operator } from "#core/operators.ts";
import { controlSandbox } from "#test/sandbox/control.ts";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";
import type { PlannedRequest } from "./planned-requests.ts";
import { requestKinds, WEEK_TABLES } from "./request-kinds.ts";

/** One Trigger.dev environment: a server with its key, the real CLI as its worker, and a PostgreSQL of its own. */
export interface WeekEnvironment {
  readonly name: string;
  readonly sandbox: StartedSandbox;
  readonly database: Client;
  /** A client whose calls the cut network spares, as those of the tasks. */
  server(): ApiClient;
  /** What the requests are about is there from now on. */
  prepare(plan: PlannedRequest): Promise<void>;
  /** Starts a run for it; tried again while the server is away. */
  ask(plan: PlannedRequest): Promise<string>;
  /** Runs one of the tasks to its end, for its output. */
  runTask(task: string): Promise<unknown>;
  /** Whom the tasks believe from now on. */
  list(operators: readonly Operator[]): Promise<void>;
  cut(offline: boolean): Promise<void>;
  readonly close: () => Promise<void>;
}

const WORKER = fileURLToPath(new URL("worker", import.meta.url));
const UNLIMITED = ["--rate-limit", "1000000"];
const PATIENCE_MS = 120_000;
const LOOK_MS = 300;

export async function openWeekEnvironment(name: string): Promise<WeekEnvironment> {
  const sandbox = await startSandbox({ args: ["--worker-dir", WORKER, ...UNLIMITED] });
  const { databaseUrl } = sandbox.ready();
  const database = new Client({ connectionString: databaseUrl ?? "" });
  const close = async (): Promise<void> => {
    await database.end();
    await sandbox.stop();
  };
  try {
    await database.connect();
    await database.query(WEEK_TABLES);
  } catch (error) {
    await close();
    throw error;
  }
  const server = (): ApiClient => {
    const { url, secretKey } = sandbox.ready();
    return new ApiClient(url, secretKey, undefined, {
      retry: { maxAttempts: 1 },
      additionalHeaders: { "x-trigger-worker": "true" },
    });
  };
  const startRun = async (task: string, payload: object): Promise<string> =>
    patiently(`${name} to take a run of ${task}`, async () => {
      const { id } = await server().triggerTask(task, { payload });
      return id;
    });
  return {
    name,
    sandbox,
    database,
    server,
    prepare: async (plan) => void (await requestKinds[plan.kind].prepare(database, plan)),
    ask: (plan) => startRun(requestKinds[plan.kind].task, requestKinds[plan.kind].payload(plan)),
    runTask: async (task) => {
      const runId = await startRun(task, {});
      return patiently(`the end of ${task} in ${name}`, async () => {
        const { isCompleted, status, output } = await server().retrieveRun(runId);
        if (!isCompleted) return undefined;
        if (status !== "COMPLETED") throw new Error(`${task} in ${name} is ${status}.`);
        return { output: output as unknown };
      });
    },
    list: (operators) => writeFile(join(sandbox.dataDir, "operators.json"), JSON.stringify(operators)),
    cut: (offline) => controlSandbox(sandbox.ready()).faults({ offline: offline ? true : null }),
    close,
  };
}

/** Looks until there is something, through whatever goes wrong meanwhile. */
export async function patiently<T>(
  what: string,
  look: () => Promise<T | undefined>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  let last: unknown;
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(LOOK_MS)) {
    try {
      const found = await look();
      if (found !== undefined) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`Waited ${patienceMs / 1_000} s in vain for ${what}.`, { cause: last });
}
