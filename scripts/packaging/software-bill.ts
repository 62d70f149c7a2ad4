import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { projectPath } from "#scripts/project-root.ts";
import { runCommand } from "#scripts/run-command.ts";
import { extraFiles, type PackagedRuntime } from "./packaged-runtime.ts";

type ShippedElectron = Pick<PackagedRuntime, "version" | "release">;

interface SoftwareBill {
  metadata: { component: { name: string; type: string } };
  components: object[];
}

interface LockEntry {
  readonly version: string;
  readonly integrity: string;
  readonly license: string;
}

/**
 * Writes what the package is made of, in CycloneDX, from the lock file alone: what is bundled, and what lies beside it.
 *
 * @throws Error with npm's last words where it gives no bill.
 */
export async function writeSoftwareBill(path: string, runtime: ShippedElectron): Promise<void> {
  const args = [
    "sbom",
    "--sbom-format",
    "cyclonedx",
    "--sbom-type",
    "application",
    "--omit",
    "dev",
    "--package-lock-only",
  ];
  const listed = await runCommand("npm", args, { timeoutMs: 120_000 });
  if (listed.code !== 0) throw new Error(`npm gave no list of the parts: ${listed.stderr.trim()}`);
  const bill = JSON.parse(listed.stdout) as SoftwareBill;
  // npm names the whole after the folder it lies in.
  bill.metadata.component.name = "countersign";
  const beside = extraFiles(runtime).map(({ from }) => component(from.replace("node_modules/", "")));
  bill.components.push(electron(runtime), ...beside);
  await writeFile(path, `${JSON.stringify(bill, null, 2)}\n`);
}

/** npm knows Electron as a tool; in the package it is the largest part. */
function electron({ version, release }: ShippedElectron): object {
  if (release) return component("electron");
  return {
    type: "framework",
    name: "electron",
    version,
    purl: `pkg:npm/electron@${version}`,
    licenses: licence("MIT"),
  };
}

function component(name: string): object {
  const lock = JSON.parse(readFileSync(projectPath("package-lock.json"), "utf8")) as {
    packages: Record<string, LockEntry | undefined>;
  };
  const entry = lock.packages[`node_modules/${name}`];
  if (entry === undefined) throw new Error(`${name} is not in the lock file.`);
  return {
    type: "library",
    name,
    version: entry.version,
    purl: `pkg:npm/${name.replace("@", "%40")}@${entry.version}`,
    hashes: [
      { alg: "SHA-512", content: Buffer.from(entry.integrity.replace("sha512-", ""), "base64").toString("hex") },
    ],
    licenses: licence(entry.license),
  };
}

function licence(id: string): object[] {
  return [{ license: { id } }];
}
