import type * as WorkerThreads from "node:worker_threads";
import { expect, test } from "vitest";
import { openConsole } from "./open-console.ts";

const DATE = { properties: { due: { format: "date" } } };
const ENDLESS = { properties: { name: { pattern: "^(a+)+$" } } };

test("in the real main process the built thread judges edits, and can be killed while a pattern holds it", async () => {
  const { app } = await openConsole();
  const judge = (parameters: object, schema: object) =>
    app.evaluate(
      async ({ app: electron }, asked) => {
        const load = process.mainModule?.require.bind(process.mainModule);
        if (load === undefined) throw new Error("The main process cannot load modules.");
        const { Worker } = load("node:worker_threads") as typeof WorkerThreads;
        const worker = new Worker(`${electron.getAppPath()}/out/main/schema-worker.cjs`, { env: {}, execArgv: [] });
        return new Promise<unknown>((resolve, reject) => {
          worker.on("error", reject);
          worker.on("message", (message: unknown) => {
            if (message !== "ready") return resolve(worker.terminate().then(() => message));
            worker.postMessage(asked);
            // As long as the console gives it.
            setTimeout(() => resolve(worker.terminate().then(() => "killed")), asked.patience);
          });
        });
      },
      { parameters, schema, patience: schema === ENDLESS ? 200 : 5_000 },
    );

  expect(await judge({ due: "2026-11-23" }, DATE)).toEqual({ kind: "fits" });
  expect(await judge({ due: "2026-02-30" }, DATE)).toEqual({
    kind: "issues",
    issues: [{ path: "/due", rule: "format", limit: "date" }],
  });
  expect(await judge({ name: `${"a".repeat(40)}!` }, ENDLESS)).toBe("killed");
});
