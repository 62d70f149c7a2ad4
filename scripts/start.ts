import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type LaunchSpec, prepareLaunch } from "./launch-spec.ts";
import { announce } from "./progress.ts";
import { startSandbox } from "./start-sandbox.ts";
import { triggerPayout } from "./trigger-payout.ts";

const REGISTERED_MS = 60_000;

// Build, sandbox, console, first payout; everything ends when the console does, or with Ctrl+C.
const home = process.env["COUNTERSIGN_HOME"] ?? join(homedir(), ".countersign");
const dataFolder = join(home, "sandbox");
const operatorsFile = join(dataFolder, "operators.json");

const launch = await prepareLaunch(Date.now());
if (launch.kind === "impossible") announce(`the console cannot be shown here: ${launch.reason}`);

announce("starting the sandbox: a local Trigger.dev, its database and its worker");
const sandbox = await startSandbox(dataFolder);
announce(`the sandbox answers at ${sandbox.notice.url}`);

const ended = launch.kind === "ready" ? runConsole(launch.spec) : undefined;
const stopped = untilStopped();
try {
  if (ended !== undefined) await untilRegistered();
  const invoice = await triggerPayout(sandbox.notice);
  announce(
    invoice === undefined
      ? "no invoice is open any more; the queue shows what waits"
      : `the payout agent reads invoice ${invoice}; its card appears in the window`,
  );
  await Promise.race([stopped, ...(ended === undefined ? [] : [ended.done])]);
} finally {
  announce("stopping");
  await ended?.stop();
  await sandbox.stop();
}

function runConsole({ executablePath, args, env }: LaunchSpec): { done: Promise<void>; stop: () => Promise<void> } {
  announce("starting the console");
  const child: ChildProcess = spawn(executablePath, args, {
    env: {
      ...env,
      COUNTERSIGN_HOME: home,
      COUNTERSIGN_OPERATORS: operatorsFile,
      TRIGGER_API_URL: sandbox.notice.url,
      TRIGGER_SECRET_KEY: sandbox.notice.secretKey,
    },
    stdio: ["ignore", "ignore", process.env["COUNTERSIGN_VERBOSE"] === undefined ? "ignore" : "inherit"],
    detached: true,
  });
  let isStopping = false;
  const done = new Promise<void>((resolve) => {
    child.once("exit", (code) => {
      if (code !== 0 && !isStopping)
        announce(`the console ended with code ${code ?? "none"}; its log is in ${join(home, "logs")}`);
      resolve();
    });
  });
  return {
    done,
    stop: async () => {
      isStopping = true;
      // The group: on a machine without a display, display and keyring end with it.
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, "SIGTERM");
      await done;
    },
  };
}

/** Ctrl+C, a signal, or the end of whoever started us: npm killed alone would otherwise leave everything running. */
function untilStopped(): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
    setInterval(() => process.ppid === parent || resolve(), 1000).unref();
  });
}

/** A gate lists who may approve it when it opens, so the console's own key has to be there before. */
async function untilRegistered(): Promise<void> {
  const deadline = Date.now() + REGISTERED_MS;
  while (Date.now() < deadline) {
    if (existsSync(operatorsFile) && readFileSync(operatorsFile, "utf8").includes("keyId")) return;
    await sleep(200);
  }
  announce("the console has not registered its key; its card will say that it is not listed");
}
