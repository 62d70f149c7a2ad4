import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

interface Room {
  /** Where a file of this room lies. An import that starts with `type ` is one of types alone. */
  file: string;
  mayImport: string[];
  mayNotImport: string[];
}

// design: what each room may see. A row that lint does not bite on is a door that stands open.
const ROOMS: Record<string, Room> = {
  core: {
    file: "src/core/probe.ts",
    mayImport: ["zod", "./decision.ts", "#core/decision.ts", "canonicalize", "big.js"],
    mayNotImport: [
      "node:fs",
      "fs",
      "path",
      "crypto",
      "electron",
      "electron-store",
      "react",
      "pg",
      "openai",
      "hono",
      "#app/ports.ts",
      "#ipc/contract.ts",
      "#adapters/sqlite/outbox.ts",
      "#main/vault.ts",
      "#preload/index.ts",
      "#renderer/main.tsx",
      "#sandbox/start.ts",
      "#trigger/db/schema.ts",
      "#scripts/check.ts",
      "#test/e2e/x.ts",
      "@trigger.dev/sdk",
      "@trigger.dev/core/v3",
      "../app/ports.ts",
    ],
  },
  app: {
    file: "src/app/probe.ts",
    mayImport: ["zod", "./ports.ts", "#app/ports.ts", "#core/decision.ts"],
    mayNotImport: [
      "node:fs",
      "fs",
      "electron",
      "electron-log",
      "react",
      "@trigger.dev/sdk",
      "#adapters/sqlite/outbox.ts",
      "#ipc/contract.ts",
      "#main/vault.ts",
      "#renderer/main.tsx",
      "#sandbox/start.ts",
      "../core/decision.ts",
    ],
  },
  ipc: {
    file: "src/ipc/probe.ts",
    mayImport: ["zod", "./contract.ts", "#core/decision.ts"],
    mayNotImport: [
      "node:fs",
      "electron",
      "react",
      "#app/ports.ts",
      "#adapters/sqlite/outbox.ts",
      "#main/vault.ts",
      "#renderer/main.tsx",
      "@trigger.dev/sdk",
    ],
  },
  "an adapter": {
    file: "src/adapters/trigger/probe.ts",
    mayImport: ["zod", "node:fs", "#core/decision.ts", "#app/ports.ts", "@trigger.dev/sdk", "./pages.ts"],
    mayNotImport: [
      "electron",
      "electron-store",
      "react",
      "#app/drain.ts",
      "#ipc/contract.ts",
      "#main/vault.ts",
      "#adapters/sqlite/outbox.ts",
      "#renderer/main.tsx",
      "#sandbox/start.ts",
      "#trigger/payout-agent.ts",
    ],
  },
  sandbox: {
    file: "src/sandbox/probe.ts",
    mayImport: ["node:http", "hono", "@trigger.dev/core/v3", "#core/decision.ts", "./engine/runs.ts"],
    mayNotImport: [
      "electron",
      "react",
      "#app/ports.ts",
      "#adapters/sqlite/outbox.ts",
      "#adapters/trigger/gateway.ts",
      "#ipc/contract.ts",
      "#main/vault.ts",
      "#renderer/main.tsx",
      "#trigger/payout-agent.ts",
    ],
  },
  main: {
    file: "src/main/probe.ts",
    mayImport: [
      "electron",
      "node:fs",
      "#app/ports.ts",
      "#core/decision.ts",
      "#ipc/dispatch.ts",
      "#adapters/sqlite/outbox.ts",
    ],
    mayNotImport: [
      "react",
      "#renderer/main.tsx",
      "#renderer/cards/gate-card.tsx",
      "#sandbox/start.ts",
      "#trigger/payout-agent.ts",
    ],
  },
  preload: {
    file: "src/preload/probe.ts",
    mayImport: ["electron", "type #ipc/client.ts"],
    mayNotImport: [
      "node:fs",
      "fs",
      "zod",
      "react",
      "#core/decision.ts",
      "#app/ports.ts",
      "#main/vault.ts",
      "#adapters/sqlite/outbox.ts",
      "#ipc/client.ts",
      "#ipc/contract.ts",
      "#renderer/main.tsx",
    ],
  },
  renderer: {
    file: "src/renderer/probe.tsx",
    mayImport: ["react", "#core/decision.ts", "#ipc/client.ts", "./main.tsx", "#renderer/cards/gate-card.tsx"],
    mayNotImport: [
      "node:fs",
      "fs",
      "electron",
      "electron-log",
      "#app/ports.ts",
      "#adapters/sqlite/outbox.ts",
      "#main/vault.ts",
      "#ipc/dispatch.ts",
      "#preload/index.ts",
      "#sandbox/start.ts",
      "#trigger/payout-agent.ts",
    ],
  },
  trigger: {
    file: "trigger/probe.ts",
    mayImport: [
      "@trigger.dev/sdk",
      "openai",
      "pg",
      "zod",
      "#core/decision.ts",
      "#trigger/approval/index.ts",
      "#trigger/db/schema.ts",
    ],
    mayNotImport: [
      "electron",
      "react",
      "#app/ports.ts",
      "#adapters/sqlite/outbox.ts",
      "#ipc/contract.ts",
      "#main/vault.ts",
      "#trigger/approval/rounds.ts",
      "#renderer/main.tsx",
      "#sandbox/start.ts",
    ],
  },
};

interface Finding {
  filename: string;
  code: string;
}

let folder: string;
let refused: Set<string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "countersign-house-"));
  cpSync(".oxlintrc.json", join(folder, ".oxlintrc.json"));
  for (const { file, specifier } of probes()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    const [, type = "", from = ""] = /^(type )?(.*)$/u.exec(specifier) ?? [];
    const use = type === "" ? "export const used = probe;" : "export type Used = probe;";
    writeFileSync(
      join(folder, file),
      `import ${type}{ probe } from ${JSON.stringify(from)};

${use}
`,
    );
  }
  const linter = join(process.cwd(), "node_modules", "oxlint", "bin", "oxlint");
  const { stdout } = spawnSync(process.execPath, [linter, "--format=json", "."], { cwd: folder, encoding: "utf8" });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Finding[] };
  refused = new Set(
    diagnostics.filter(({ code }) => code.includes("no-restricted-imports")).map(({ filename }) => filename),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.keys(ROOMS))("lint lets %s see what it may see and nothing else", (room) => {
  const own = probes().filter((probe) => probe.room === room);
  const seen = own.map(({ file, specifier }) => `${specifier}: ${refused.has(file) ? "refused" : "allowed"}`);
  expect(seen).toEqual(own.map(({ specifier, allowed }) => `${specifier}: ${allowed ? "allowed" : "refused"}`));
});

/** One file an import, named apart, so that each finding says which import it is about. */
function probes(): { room: string; file: string; specifier: string; allowed: boolean }[] {
  return Object.entries(ROOMS).flatMap(([room, { file, mayImport, mayNotImport }]) =>
    [...mayImport, ...mayNotImport].map((specifier, index) => ({
      room,
      file: file.replace("probe", `probe-${index}`),
      specifier,
      allowed: mayImport.includes(specifier),
    })),
  );
}
