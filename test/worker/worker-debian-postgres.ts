import { execFile, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { OLDEST_POSTGRES_BIN } from "#scripts/oldest-postgres.ts";
import { freePort, type StartedPostgres } from "./worker-postgres.ts";

const PASSWORD = "test-only";
const START_MS = 30_000;

/** Debian's PostgreSQL 15 with a cluster of its own, gone after `stop()`. The system's own cluster is not touched. */
export async function startDebianPostgres(): Promise<StartedPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-debian-postgres-"));
  // PostgreSQL refuses to be root, so there it is its package's own user.
  const user = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, PASSWORD);
  chmodSync(folder, 0o700);
  if (user.uid !== undefined) for (const path of [passwordFile, folder]) chownSync(path, user.uid, user.gid);

  const data = join(folder, "data");
  const settings = ["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"];
  const port = await freePort();
  await promisify(execFile)(
    join(OLDEST_POSTGRES_BIN, "initdb"),
    ["-D", data, `--pwfile=${passwordFile}`, ...settings],
    {
      ...user,
      cwd: folder,
    },
  );
  const flags = ["listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "fsync=off", "max_connections=200"];
  const server = spawn(
    join(OLDEST_POSTGRES_BIN, "postgres"),
    ["-D", data, "-p", String(port), ...flags.flatMap((flag) => ["-c", flag])],
    {
      ...user,
      cwd: folder,
      stdio: "ignore",
    },
  );
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const url = `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
  async function stop(): Promise<void> {
    // SIGINT is its "fast" shutdown, which does not wait for clients.
    if (server.exitCode === null && server.kill("SIGINT")) await ended;
    rmSync(folder, { recursive: true, force: true });
  }
  await untilItAnswers(url).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

async function untilItAnswers(url: string): Promise<void> {
  for (const until = Date.now() + START_MS; ; await sleep(100)) {
    const client = new Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > until) throw new Error("Debian's PostgreSQL did not come up.", { cause: error });
    }
  }
}

function idOf(flag: "-u" | "-g"): number {
  return Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
}
