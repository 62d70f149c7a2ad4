import { expect, inject, test } from "vitest";
import { workOffline } from "./offline-job.ts";

const SHARE_MS = 300_000;

test(
  "every receipt that the window gave through cuts, kills and rivals ends as server and database show",
  async () => {
    const launch = inject("launch");
    if (launch.kind === "impossible") throw new Error(launch.reason);

    const { figures, findings } = await workOffline(launch.spec, {
      decisions: 8,
      seed: 1,
      progress: () => undefined,
    });

    expect(findings).toEqual([]);
    expect(figures.decisions).toBe(8);
    expect(figures.delivered + figures.superseded + figures.expired + figures.parked).toBe(8);
  },
  SHARE_MS,
);
