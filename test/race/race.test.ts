import { expect, test } from "vitest";
import { runRace } from "./run-race.ts";

test("of two consoles that decide the same gate, one is told that it won and the other by whom it lost", async () => {
  const { delivered, superseded, winnerNamed } = await runRace(24, 4);
  expect({ delivered, superseded, winnerNamed }).toEqual({ delivered: 24, superseded: 24, winnerNamed: 24 });
});
