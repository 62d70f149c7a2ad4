import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { configure, runs, tasks, wait } from "@trigger.dev/sdk";
import { z } from "zod";
import { Envelope, EnvelopeSet } from "#core/envelope.ts";
import type { Operator } from "#core/operators.ts";
import { sampleInvoices } from "#trigger/db/sample-invoices.ts";
import { startDebianPostgres } from "./worker-debian-postgres.ts";
import type { SeenGate } from "./worker-operators.ts";
import { openTestPool, type StartedPostgres } from "./worker-postgres.ts";

/** What a busy machine may need for one step; a test that waits that long has failed. */
const PATIENCE_MS = 120_000;

const Ready = z.object({ url: z.string(), secretKey: z.string(), databaseUrl: z.string() });

/** The sandbox with the real CLI and a real database, and the hands that a test needs on them. */
export type WorkerSandbox = Awaited<ReturnType<typeof startWorkerSandbox>>;

interface WorkerSandboxOptions {
  /** More of the sandbox's command line. */
  readonly args?: readonly string[];
  /** A model of the test's own, instead of the scripted one. */
  readonly model?: { readonly OPENAI_API_KEY: string; readonly OPENAI_BASE_URL: string };
  /** A database of the test's own, instead of the one below. */
  readonly databaseUrl?: string;
}

/** Where this is 15, runs write to Debian's PostgreSQL 15 instead of the embedded 18 that the sandbox brings. */
const OLDEST = process.env["COUNTERSIGN_TEST_POSTGRES"] === "15";

export async function startWorkerSandbox({ args = [], model, databaseUrl: database }: WorkerSandboxOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), "countersign-worker-"));
  const oldest = OLDEST && database === undefined ? await startOldest() : undefined;
  const ownDatabase = database ?? oldest?.url;
  const child = spawn(process.execPath, ["src/sandbox/start.ts", "--port", "0", "--data", folder, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...withoutKeys(process.env), ...model, ...(ownDatabase === undefined ? {} : { DATABASE_URL: ownDatabase }) },
  });
  const errors: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
  async function end(): Promise<void> {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.kill("SIGTERM")) await ended;
    await oldest?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const { url, secretKey, databaseUrl } = await readyLine(child, errors).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  configure({ baseURL: url, accessToken: secretKey });
  const pool = openTestPool(databaseUrl);

  async function control(path: string, body: unknown): Promise<unknown> {
    const reply = await fetch(`${url}/sandbox/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  }

  return {
    pool,
    control,
    /** The operators that the tasks believe from now on; `unreadable` is a file caught half-written. */
    list(operators: readonly Operator[] | "unreadable"): void {
      writeFileSync(join(folder, "operators.json"), operators === "unreadable" ? "[{" : JSON.stringify(operators));
    },
    async modelCalls(): Promise<number> {
      return z.object({ calls: z.int() }).parse(await control("model", {})).calls;
    },
    /** A new open invoice with the text of a sample. */
    async addInvoice(id: string, sample = "inv-2026-0107"): Promise<string> {
      const text = sampleInvoices.find((one) => one.id === sample)?.text;
      await pool.query("insert into invoices (id, text) values ($1, $2)", [id, text]);
      return id;
    },
    /** The invoice's status and its payouts. */
    async books(invoiceId: string) {
      const invoice = await pool.query("select status from invoices where id = $1", [invoiceId]);
      const payouts = await pool.query(
        "select payee, trim_scale(amount)::text as amount, approved_by from payouts where invoice_id = $1",
        [invoiceId],
      );
      return { status: z.object({ status: z.string() }).parse(invoice.rows[0]).status, payouts: payouts.rows };
    },
    trigger: async (task: string, payload: unknown) => (await tasks.trigger(task, payload)).id,
    gateOrEnd,
    waitForGate,
    /** Completes the token with the real SDK, as the console does. */
    complete: (gate: SeenGate, output: unknown) => wait.completeToken(gate.tokenId, output),
    waitForEnd,
    async stop(): Promise<void> {
      await pool.end();
      await end();
    },
  };
}

/** Debian's server, filled in as the sandbox fills in its own. */
async function startOldest(): Promise<StartedPostgres> {
  const postgres = await startDebianPostgres();
  const env = { ...process.env, DATABASE_URL: postgres.url };
  await promisify(execFile)(process.execPath, ["trigger/db/prepare.ts", "--samples"], { env }).catch(
    async (error: unknown) => {
      await postgres.stop();
      throw error;
    },
  );
  return postgres;
}

/** The run's gate that waits now, once its envelope is there; `not` leaves out one that was seen before. */
async function waitForGate(runId: string, ...not: readonly SeenGate[]): Promise<SeenGate> {
  const gate = await gateOrEnd(runId, ...not);
  if (gate !== undefined) return gate;
  throw new Error(`The run ended before its gate: ${JSON.stringify((await runs.retrieve(runId)).error)}`);
}

/** The same, where a run that ended without another gate is an answer too: undefined. */
async function gateOrEnd(runId: string, ...not: readonly SeenGate[]): Promise<SeenGate | undefined> {
  const known = new Set(not.map(({ tokenId }) => tokenId));
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    const run = await runs.retrieve(runId);
    const set = EnvelopeSet.safeParse(run.metadata?.["countersign"]);
    for (const [tokenId, gate] of Object.entries(set.data?.gates ?? {})) {
      const envelope = Envelope.safeParse(gate);
      if (envelope.success && !known.has(tokenId)) return { tokenId, runId, ...envelope.data };
    }
    if (run.isCompleted) return undefined;
    await sleep(100);
  }
  throw new Error("The run opened no gate within two minutes.");
}

async function waitForEnd(runId: string) {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    const run = await runs.retrieve(runId);
    if (run.isCompleted)
      return {
        status: run.status,
        output: run.output as unknown,
        error: run.error?.message,
        attempts: run.attemptCount,
      };
    await sleep(100);
  }
  throw new Error("The run did not end within two minutes.");
}

async function readyLine(child: ChildProcess & { stdout: NodeJS.ReadableStream }, errors: readonly string[]) {
  for await (const line of createInterface({ input: child.stdout })) return Ready.parse(JSON.parse(line));
  throw new Error(`The sandbox ended before it was ready.\n${errors.join("")}`);
}

function withoutKeys(outer: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { OPENAI_API_KEY: _, DATABASE_URL: __, TRIGGER_SECRET_KEY: ___, ...rest } = outer;
  return rest;
}
