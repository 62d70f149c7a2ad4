import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectPath } from "#scripts/project-root.ts";
import { runCommand } from "#scripts/run-command.ts";

export type Recorder =
  | { readonly kind: "built"; readonly path: string }
  | { readonly kind: "skipped"; readonly reason: string };

/** Compiles recorder.c into the folder, for LD_PRELOAD. */
export async function buildRecorder(folder: string): Promise<Recorder> {
  if (process.platform !== "linux") return { kind: "skipped", reason: "recording writes needs Linux" };
  const path = join(folder, "recorder.so");
  const source = projectPath("test", "crash", "recorder.c");
  const built = await runCommand("gcc", [
    "-Wall",
    "-Werror",
    "-shared",
    "-fPIC",
    "-O2",
    "-o",
    path,
    source,
    "-lpthread",
  ]);
  if (built.code === 127) return { kind: "skipped", reason: "recording writes needs gcc" };
  if (built.code !== 0) throw new Error(`The recorder does not compile: ${built.stderr}`);
  return { kind: "built", path };
}

/** A folder in memory where there is one: what is a sync here is recorded or refused, nothing has to outlive us. */
export function fastFolder(): string {
  return existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
}
