import { expect, test } from "vitest";
import { launchSpec } from "#test/e2e/open-console.ts";
import { huntCanaries } from "./hunt.ts";

test(
  "no planted secret is anywhere after a day's work, and what belongs somewhere is found there",
  { timeout: 180_000 },
  async () => {
    const { hits, controls } = await huntCanaries(launchSpec());
    expect(hits).toEqual([]);
    expect(controls.filter(({ found }) => !found)).toEqual([]);
  },
);
