import { _electron, type Page } from "@playwright/test";
import react from "@vitejs/plugin-react";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { projectPath } from "#scripts/project-root.ts";
import { request } from "#test/console/gates.ts";
import { openDesktopSession } from "#test/crash/desktop-session.ts";
import { measureKeystrokes } from "./measure-keys.ts";
import { type Measurement, measured } from "./measurement.ts";

/**
 * The same keys in a list as it must not be built (every row in the page, the whole queue by invoke at every change), on the
 * same machine in the same run, and how many times longer they take there.
 */
export async function measureNaive(
  spec: LaunchSpec,
  gates: number,
  ours: readonly Measurement[],
): Promise<Measurement[]> {
  const folder = await buildNaive(gates);
  const session = await openDesktopSession(folder, spec.env);
  try {
    const app = await _electron.launch({
      ...spec,
      args: [...spec.args.slice(0, -1), folder],
      env: { ...spec.env, ...session.env },
    });
    try {
      const page = await app.firstWindow();
      await page.getByRole("listitem").first().waitFor();
      return await measureBoth(page, gates, ours);
    } finally {
      await app.close();
    }
  } finally {
    await session.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measureBoth(page: Page, gates: number, ours: readonly Measurement[]): Promise<Measurement[]> {
  const { filtering, moving } = await measureKeystrokes(page, {
    intoSearch: () => page.getByLabel("Search").focus(),
    intoList: () => page.getByLabel("Search").blur(),
  });
  const naive = [
    measured("filter keystroke to paint in a naive list, ms", gates, filtering, null),
    measured("j or k to card painted in a naive list, ms", gates, moving, null),
  ];
  const ratios = naive.map(({ metric, p50, p95, n }, index) => {
    const own = ours[index];
    if (own === undefined) throw new Error(`There is no figure of ours beside "${metric}".`);
    const times = { p50: p50 / own.p50, p95: p95 / own.p95 };
    return { metric: `${metric.replace(", ms", "")}, times ours`, gates, ...rounded(times), n, limit: null, ok: true };
  });
  return [...naive, ...ratios];
}

function rounded({ p50, p95 }: { p50: number; p95: number }): { p50: number; p95: number } {
  return { p50: Math.round(p50 * 10) / 10, p95: Math.round(p95 * 10) / 10 };
}

/** Builds the page as a production build, beside as many gates as were asked for. */
async function buildNaive(gates: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-naive-"));
  const source = projectPath("test", "bench", "naive");
  await build({
    configFile: false,
    logLevel: "error",
    root: source,
    base: "./",
    plugins: [react()],
    build: { outDir: join(folder, "page"), target: "chrome114", minify: true, modulePreload: { polyfill: false } },
  });
  const waiting = Array.from({ length: gates }, (_, index) => ({
    ...request({ title: `Pay ACME GmbH ${index}${index % 3 === 0 ? " z" : ""}` }),
    tokenId: `waitpoint_${index}`,
  }));
  await writeFile(join(folder, "gates.json"), JSON.stringify(waiting));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "naive", version: "1.0.0", main: "main.cjs" }));
  for (const file of ["main.cjs", "preload.cjs"]) await copyFile(join(source, file), join(folder, file));
  return folder;
}
