import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";

export interface ProbeApp {
  /** The folder to give to Electron. */
  readonly folder: string;
  readonly remove: () => void;
}

/** Bundles one of our probes into an app of its own, which runs a part of main without the rest of the console. */
export async function buildProbeApp(entry: string): Promise<ProbeApp> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-probe-"));
  // Another user than the one who built it may have to read it.
  chmodSync(folder, 0o755);
  const bundle = await rolldown({ input: entry, external: ["electron"], platform: "node" });
  await bundle.write({ dir: folder, format: "cjs", entryFileNames: "main.cjs", chunkFileNames: "part-[name].cjs" });
  await bundle.close();
  writeFileSync(
    join(folder, "package.json"),
    '{ "name": "countersign-probe", "version": "1.0.0", "main": "main.cjs" }',
  );
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
