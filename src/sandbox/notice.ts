import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isAlive } from "./processes.ts";

/** What a sandbox says when it is ready: one line on stdout, and the same in its folder with its process id. */
export const Ready = z.object({
  url: z.string(),
  secretKey: z.string(),
  databaseUrl: z.string().nullable(),
  projectRef: z.string(),
  version: z.string(),
});
export type Ready = z.infer<typeof Ready>;

const Notice = Ready.extend({ pid: z.int() });

/**
 * Makes sure that no other sandbox works on the folder: two would answer for the same tokens.
 *
 * @throws Error naming the one that does.
 */
export async function checkUnused(dataDir: string): Promise<void> {
  const text = await readFile(noticePath(dataDir), "utf8").catch(() => undefined);
  if (text === undefined) return;
  const notice = Notice.safeParse(JSON.parse(text));
  if (!notice.success || !(await isSandbox(notice.data.pid))) return;
  throw new Error(
    `A sandbox already runs on ${dataDir} (${notice.data.url}, process ${notice.data.pid}). Stop it, or name another folder with --data.`,
  );
}

/** Leaves the notice, readable by its owner alone: it holds the key. */
export async function writeNotice(dataDir: string, ready: Ready): Promise<void> {
  await removeNotice(dataDir);
  await writeFile(noticePath(dataDir), `${JSON.stringify({ ...ready, pid: process.pid })}\n`, { mode: 0o600 });
}

export async function removeNotice(dataDir: string): Promise<void> {
  await rm(noticePath(dataDir), { force: true });
}

function noticePath(dataDir: string): string {
  return join(dataDir, "sandbox.json");
}

// A killed sandbox leaves its notice behind, and its number may be somebody else's by now.
async function isSandbox(pid: number): Promise<boolean> {
  if (!isAlive(pid) || pid === process.pid) return false;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "sandbox/start.ts");
  return command.includes("sandbox/start.ts");
}
