import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { projectPath } from "#scripts/project-root.ts";
import { runCommand } from "#scripts/run-command.ts";
import { buildRecorder, fastFolder } from "./build-recorder.ts";

/** What bad-disk.ts counted. */
export const BadDiskReport = z.strictObject({
  tries: z.int(),
  recorded: z.int(),
  /** Answered "Not recorded: …". */
  refused: z.int(),
  /** Recorded, and not there for a process that starts right after. */
  lost: z.int(),
  /** Refused, and there all the same. */
  cameBack: z.int(),
  inconsistent: z.int(),
  /** Answered that nobody knows. */
  notKnown: z.int(),
  /** Thrown without words a person can act on. */
  withoutWords: z.int(),
});
export type BadDiskReport = z.infer<typeof BadDiskReport>;

/** Lets each write and sync under a decision fail in turn, with EIO, ENOSPC and EDQUOT, once and for good. */
export async function breakDisk(): Promise<
  ({ readonly kind: "ran" } & BadDiskReport) | { readonly kind: "skipped"; readonly reason: string }
> {
  const work = mkdtempSync(join(fastFolder(), "countersign-bad-disk-"));
  try {
    const recorder = await buildRecorder(work);
    if (recorder.kind === "skipped") return recorder;
    const folder = join(work, "disk");
    mkdirSync(folder);
    const run = await runCommand(process.execPath, [projectPath("test", "crash", "bad-disk.ts"), folder], {
      env: { ...process.env, LD_PRELOAD: recorder.path, COUNTERSIGN_RECORD_FOLDER: folder },
      timeoutMs: 120_000,
    });
    if (run.code !== 0) throw new Error(`The process on the bad disk ended with ${run.code}: ${run.stderr}`);
    return { kind: "ran", ...BadDiskReport.parse(JSON.parse(run.stdout)) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
