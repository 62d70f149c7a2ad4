import { afterEach, beforeEach, expect, test } from "vitest";
import { projectPath } from "#scripts/project-root.ts";
import { breakDisk } from "#test/crash/break-disk.ts";
import { killRounds } from "#test/crash/kill-rounds.ts";
import { losePower } from "#test/crash/power-loss.ts";
import { optionsIn, temporaryFolder } from "#test/fixtures/open-store.ts";
import { NOON } from "./sample-rows.ts";

// A share of what npm run crash does at length.
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test("when `record` returns, the decision survives a power cut", { timeout: 180_000 }, async (context) => {
  const result = await losePower({ images: 60, seed: 7 });
  if (result.kind === "skipped") return context.skip(result.reason);
  expect(result).toMatchObject({ images: 60, lostFull: 0, corrupt: 0 });
  expect(result.lostNormal, "the harness has to see what synchronous=NORMAL loses").toBeGreaterThan(0);
  return undefined;
});

test("when `record` returns, the decision survives SIGKILL", { timeout: 180_000 }, async () => {
  const script = projectPath("test", "crash", "record-decisions.ts");
  const report = await killRounds(
    {
      command: process.execPath,
      args: [script, folder.path, "1000000"],
      database: optionsIn(folder.path, NOON),
    },
    { rounds: 5, seed: 7 },
  );
  expect(report).toMatchObject({ rounds: 5, lost: 0, corrupt: 0 });
  expect(report.promised).toBeGreaterThan(0);
});

test(
  "a disk that fails at any point refuses in words, loses nothing and lets nothing come back",
  { timeout: 180_000 },
  async (context) => {
    const result = await breakDisk();
    if (result.kind === "skipped") return context.skip(result.reason);
    expect(result).toMatchObject({ lost: 0, cameBack: 0, inconsistent: 0, withoutWords: 0 });
    expect(result.refused).toBeGreaterThan(0);
    return undefined;
  },
);
