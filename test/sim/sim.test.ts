import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { projectPath } from "#scripts/project-root.ts";
import { bugs } from "./bugs.ts";
import corpus from "./corpus.json" with { type: "json" };
import { huntBugs } from "./hunt-bugs.ts";
import { runSeed } from "./run-seed.ts";
import { startShard, sumReports } from "./start-shard.ts";

test("no fault makes a decision lost, doubled, late or misreported", async () => {
  const shard = { step: 2, count: 250, disk: "memory", untilCaught: false, keepTraces: false } as const;
  const report = sumReports(
    await Promise.all([startShard({ ...shard, from: 1, extra: corpus }), startShard({ ...shard, from: 2, extra: [] })]),
  );
  expect(report.failures).toEqual([]);
  expect(report.seeds).toBe(500 + corpus.length);
  expect(report.figures.delivered).toBeGreaterThan(0);
});

test("the same holds on real SQLite files that every crash closes", async () => {
  const shard = { step: 2, count: 20, extra: [], disk: "sqlite", untilCaught: false, keepTraces: false } as const;
  const report = sumReports(await Promise.all([startShard({ ...shard, from: 1 }), startShard({ ...shard, from: 2 })]));
  expect(report.failures).toEqual([]);
});

test("the same seed is the same story", async () => {
  const [once, again, other] = [await runSeed(7), await runSeed(7), await runSeed(8)];
  expect(again.trace).toEqual(once.trace);
  expect(again.hash).toBe(once.hash);
  expect(other.hash).not.toBe(once.hash);
});

test("mistakes in the code are noticed", async () => {
  const lines: string[] = [];
  const only = ["new-id-each-retry", "hold-goes-on-after-a-crash", "compare-the-verdict"];
  const found = await huntBugs({ from: 1, seeds: 1_000, threads: 2, only, tell: (line) => lines.push(line) });
  expect(found, lines.join("\n")).toEqual({ of: 3, caught: 3 });
});

test("every seeded bug fits the code as it is, in exactly one place", async () => {
  const places = await Promise.all(
    bugs.map(async ({ name, file, find }) => {
      const text = await readFile(projectPath("src", ...file.split("/")), "utf8");
      return { name, places: text.split(find).length - 1 };
    }),
  );
  expect(places.filter((bug) => bug.places !== 1)).toEqual([]);
});
