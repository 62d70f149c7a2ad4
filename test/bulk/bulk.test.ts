import { expect, inject, test } from "vitest";
import { decideInBulk } from "./bulk-job.ts";

const SHARE_MS = 180_000;

test(
  "gates decided in bulk each end with their own outcome in the window, although the server refuses calls in between",
  async () => {
    const launch = inject("launch");
    if (launch.kind === "impossible") throw new Error(launch.reason);

    // 40 decisions ask more than 100 times: the bucket of 60 and 20 more every ten seconds runs dry.
    const figures = await decideInBulk(launch.spec, { gates: 40, perMinute: 360, progress: () => undefined });

    expect(figures).toMatchObject({
      selected: 40,
      decided: 40,
      delivered: 40,
      other: {},
      gaveUpOn429: 0,
      stillWaitingAtServer: 0,
    });
  },
  SHARE_MS,
);
