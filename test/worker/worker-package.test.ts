import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOperator, decide } from "./worker-operators.ts";
import { startWorkerSandbox, type WorkerSandbox } from "./worker-sandbox.ts";

const guide = readFileSync("docs/your-first-gate.md", "utf8");
const project = mkdtempSync(join(tmpdir(), "countersign-author-"));
const ada = createOperator("ada");
let sandbox: WorkerSandbox | undefined;

// An author's project: nothing of ours in it but the tarball, and the files that the guide gives word for word.
beforeAll(() => {
  execFileSync(process.execPath, ["scripts/build-approval.ts"], { stdio: "ignore" });
  const tarball = readdirSync("dist/approval").find((name) => name.endsWith(".tgz")) ?? "";
  const library = join(project, "node_modules/@countersign/approval");
  mkdirSync(library, { recursive: true });
  execFileSync("tar", ["xzf", resolve("dist/approval", tarball), "-C", library, "--strip-components=1"]);
  for (const name of ["@trigger.dev", "zod"])
    symlinkSync(resolve("node_modules", name), join(project, "node_modules", name));
  mkdirSync(join(project, "trigger"));
  writeFileSync(join(project, "package.json"), '{"name":"author","private":true,"type":"module"}\n');
  // What `npm install` would have left, and the CLI looks for.
  writeFileSync(join(project, "package-lock.json"), '{"lockfileVersion":3}\n');
  writeFileSync(
    join(project, "trigger.config.ts"),
    'import { defineConfig } from "@trigger.dev/sdk";\nexport default defineConfig({ project: "proj_author", dirs: ["./trigger"], maxDuration: 60 });\n',
  );
  writeFileSync(join(project, "trigger/refund-agent.ts"), codeAfter("`trigger/refund-agent.ts`:"));
  writeFileSync(join(project, "trigger/operators.json"), codeAfter("`trigger/operators.json`, for now:"));
});
afterAll(async () => {
  await sandbox?.stop();
  rmSync(project, { recursive: true, force: true });
});

test("the guide's task compiles against the packed declarations, and without its timeout it does not", () => {
  expect(compile()).toBe("");
  const file = join(project, "trigger/refund-agent.ts");
  const task = readFileSync(file, "utf8");
  writeFileSync(file, task.replace('      timeout: "10m",\n', ""));
  expect(compile()).toMatch(/timeout/u);
  writeFileSync(file, task);
});

test("the guide's task, run by the CLI, waits for a person and goes on with what was approved", async () => {
  sandbox = await startWorkerSandbox({ args: ["--worker-dir", project] });
  sandbox.list([ada.listed]);
  const runId = await sandbox.trigger("refund-agent", { customer: "C-1007", amount: "45.00" });
  const gate = await sandbox.waitForGate(runId);
  expect(gate.request.title).toBe("Refund C-1007 EUR 45.00");
  const edits = [{ op: "replace" as const, path: "/amount", value: "40.00" }];
  await sandbox.complete(gate, decide(ada, gate, { verdict: "approve", edits }));
  expect(await sandbox.waitForEnd(runId)).toMatchObject({
    status: "COMPLETED",
    output: { outcome: "refunded", customer: "C-1007", amount: "40.00" },
  });
});

test("the package carries the contract's schemas and the licences of what it bundles, and asks for two peers", () => {
  const library = join(project, "node_modules/@countersign/approval");
  expect(readdirSync(join(library, "schemas"))).toEqual(readdirSync("docs/contract"));
  expect(readFileSync(join(library, "THIRD-PARTY-NOTICES.txt"), "utf8")).toMatch(
    /big\.js[\s\S]*canonicalize[\s\S]*lossless-json/u,
  );
  const manifest: unknown = JSON.parse(readFileSync(join(library, "package.json"), "utf8"));
  expect(manifest).toMatchObject({
    peerDependencies: { "@trigger.dev/sdk": expect.stringMatching(/^\^4/u), zod: expect.stringMatching(/^\^4/u) },
  });
  expect(manifest).not.toHaveProperty("dependencies");
});

function codeAfter(marker: string): string {
  const code = /```\w+\n([\s\S]*?)```/u.exec(guide.slice(guide.indexOf(marker) + marker.length))?.[1];
  if (!guide.includes(marker) || code === undefined) throw new Error(`The guide has no code after ${marker}`);
  return code;
}

/** The compiler's complaints about the author's project, in its strictest form; empty for none. */
function compile(): string {
  const config = {
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      module: "esnext",
      moduleResolution: "bundler",
      target: "es2024",
      lib: ["es2024", "DOM"],
      types: [],
      skipLibCheck: true,
    },
    include: ["trigger"],
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
  try {
    execFileSync(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", project], { encoding: "utf8" });
    return "";
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
}
