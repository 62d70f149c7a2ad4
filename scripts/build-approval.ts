import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { z } from "zod";

// `node scripts/build-approval.ts`: packs trigger/approval as @countersign/approval into dist/approval, tarball included.
const root = fileURLToPath(new URL("../", import.meta.url));
const out = join(root, "dist/approval");
/** Pure helpers that travel inside the bundle, so that only the SDK and zod have to be there. */
const bundled = ["big.js", "canonicalize", "lossless-json"];

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "schemas"), { recursive: true });
await bundle();
declareTypes();
for (const name of readdirSync(join(root, "docs/contract")))
  copyFileSync(join(root, "docs/contract", name), join(out, "schemas", name));
copyFileSync(join(root, "docs/your-first-gate.md"), join(out, "README.md"));
writeFileSync(join(out, "THIRD-PARTY-NOTICES.txt"), notices());
writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
execFileSync("npm", ["pack", "--silent"], { cwd: out, stdio: ["ignore", "inherit", "inherit"] });

async function bundle(): Promise<void> {
  const build = await rolldown({
    input: join(root, "trigger/approval/index.ts"),
    external: [/^node:/u, /^@trigger\.dev\//u, /^zod(?:\/|$)/u],
    platform: "node",
  });
  await build.write({ file: join(out, "index.js"), format: "esm" });
  await build.close();
}

// The declarations keep our room names, so the package maps them for itself.
function declareTypes(): void {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const config = join(out, "tsconfig.json");
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, "tsconfig.node.json"),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        rootDir: root,
        outDir: join(out, "types"),
      },
      include: [],
      files: [join(root, "trigger/approval/index.ts")],
    }),
  );
  execFileSync(process.execPath, [tsc, "-p", config], { cwd: root, stdio: "inherit" });
  rmSync(config);
}

function manifest() {
  const Manifest = z.object({
    version: z.string(),
    license: z.string(),
    dependencies: z.record(z.string(), z.string()),
  });
  const { version, license, dependencies } = Manifest.parse(
    JSON.parse(readFileSync(join(root, "package.json"), "utf8")),
  );
  return {
    name: "@countersign/approval",
    version,
    license,
    description: "Pauses a Trigger.dev run until a listed person has signed what it is about to do.",
    type: "module",
    exports: {
      ".": { types: "./types/trigger/approval/index.d.ts", default: "./index.js" },
      "./schemas/*": "./schemas/*",
    },
    imports: {
      "#core/*.ts": "./types/src/core/*.d.ts",
      "#adapters/*.ts": "./types/src/adapters/*.d.ts",
    },
    peerDependencies: {
      "@trigger.dev/sdk": `^${dependencies["@trigger.dev/sdk"]}`,
      zod: `^${dependencies["zod"]}`,
    },
  };
}

function notices(): string {
  const texts = bundled.map((name) => {
    const folder = join(root, "node_modules", name);
    const license = readdirSync(folder).find((file) => /^licen[cs]e/iu.test(file));
    if (license === undefined) throw new Error(`${name} has no licence file to pass on.`);
    return `${name}\n\n${readFileSync(join(folder, license), "utf8")}`;
  });
  return texts.join(`\n${"-".repeat(79)}\n\n`);
}
