import { spawn } from "node:child_process";
import { prepareLaunch } from "./launch-spec.ts";
import { announce } from "./progress.ts";

const launch = await prepareLaunch(Date.now());
if (launch.kind === "impossible") {
  announce(`the console cannot be started here: ${launch.reason}`);
  process.exitCode = 1;
} else if (process.argv.includes("--print-launch")) {
  process.stdout.write(`${JSON.stringify(launch.spec)}\n`);
} else {
  announce("starting the console");
  const { executablePath, args, env } = launch.spec;
  const child = spawn(executablePath, [...args, ...process.argv.slice(2)], { env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  child.once("exit", (code) => (process.exitCode = code ?? 1));
}
