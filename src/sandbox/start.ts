import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { openDatabaseServer } from "./database-server.ts";
import { sampleGates } from "./gates/sample-gates.ts";
import { writeGates } from "./gates/write-gates.ts";
import { listedKeyIds } from "./operators-file.ts";
import { checkUnused, removeNotice, writeNotice } from "./notice.ts";
import { parseOptions, type SandboxOptions, USAGE } from "./options.ts";
import { serveSandbox } from "./serve.ts";
import { operatorsPath, taskEnvironment } from "./task-environment.ts";
import { createWorker } from "./worker.ts";

const PROJECT_DIR = fileURLToPath(new URL("../../", import.meta.url));

await main();

async function main(): Promise<void> {
  let options: SandboxOptions;
  try {
    options = parseOptions(process.argv.slice(2), process.env, PROJECT_DIR);
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  const closers: (() => Promise<void>)[] = [];
  const stopping = new AbortController();
  const stop = once(async () => {
    stopping.abort();
    for (const close of closers.toReversed()) await close().catch(report);
    process.exit();
  });
  try {
    await start(options, closers, stop, stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) return;
    say(`The sandbox could not start: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    stop();
  }
}

// Each part that opens adds its closer, so that a start that fails half-way leaves nothing behind.
async function start(
  options: SandboxOptions,
  closers: (() => Promise<void>)[],
  stop: () => void,
  stopping: AbortSignal,
): Promise<void> {
  const { dataDir } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const listenForSignals = (): void => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.removeAllListeners(signal);
      process.on(signal, stop);
    }
  };
  listenForSignals();
  await checkUnused(dataDir);
  const opening = options.database
    ? openDatabaseServer({ dataDir, projectDir: PROJECT_DIR, outer: process.env, say })
    : undefined;
  closers.push(async () => (await opening?.catch(() => undefined))?.close());
  const database = await opening;
  if (stopping.aborted) return;
  // The embedded server's package installs signal handlers of its own, which would end the process before the worker.
  listenForSignals();
  const databaseUrl = database?.url ?? null;
  // From here on every file is ours alone. Not before: the database's set-up hands files to another user.
  process.umask(0o077);
  const server = await serveSandbox({
    file: join(dataDir, "sandbox.db"),
    port: options.port,
    faults: { rateLimitPerMinute: options.rateLimitPerMinute, latencyMs: options.latencyMs },
    taskEnvironment: () => taskEnvironment({ origin: server.url, dataDir, databaseUrl, outer: process.env }),
    report,
  });
  closers.push(server.close);
  if (options.gates > 0) {
    const accepts = await listedKeyIds(operatorsPath(dataDir));
    writeGates(server.sandbox, sampleGates(options.gates, Date.now(), accepts));
  }
  if (options.worker) {
    const { workerDir } = options;
    const worker = createWorker({ server, dataDir, workerDir, projectDir: PROJECT_DIR, outer: process.env, say });
    closers.push(worker.close);
    await worker.ready();
    // Told to stop meanwhile: whoever waits for the line is not to believe that there is a sandbox.
    if (stopping.aborted) return;
  }
  const { secretKey, projectRef } = server.identity;
  const ready = { url: server.url, secretKey, databaseUrl, projectRef, version: projectVersion() };
  await writeNotice(dataDir, ready);
  closers.push(() => removeNotice(dataDir));
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

function projectVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(PROJECT_DIR, "package.json"), "utf8"));
  return z.object({ version: z.string() }).parse(manifest).version;
}

function once(work: () => Promise<void>): () => void {
  let begun = false;
  return () => {
    if (begun) return;
    begun = true;
    void work();
  };
}

function report(error: unknown): void {
  console.error(error);
}

function say(line: string): void {
  console.error(line);
}
