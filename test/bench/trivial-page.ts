import { _electron } from "@playwright/test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { openDesktopSession } from "#test/crash/desktop-session.ts";

const MAIN = `
const { app, BrowserWindow } = require("electron");
app.whenReady().then(() => new BrowserWindow({ show: true }).loadURL("data:text/html,<p>There</p>"));
`;

/** How long this machine takes, so many times, to start Electron with a page that does nothing; milliseconds each. */
export async function startTrivialPage(spec: LaunchSpec, times: number): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-trivial-"));
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name: "trivial", version: "1.0.0", main: "main.cjs" }),
  );
  await writeFile(join(folder, "main.cjs"), MAIN);
  const session = await openDesktopSession(folder, spec.env);
  try {
    const samples: number[] = [];
    for (let round = 0; round < times; round += 1) {
      const startedAt = performance.now();
      const app = await _electron.launch({
        ...spec,
        args: [...spec.args.slice(0, -1), folder],
        env: { ...spec.env, ...session.env },
      });
      const page = await app.firstWindow();
      await page.getByText("There").waitFor();
      samples.push(performance.now() - startedAt);
      await app.close();
    }
    return samples;
  } finally {
    await session.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
