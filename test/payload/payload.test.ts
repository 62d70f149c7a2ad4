import { expect, inject, test } from "vitest";
import { runPayloadJob } from "./payload-job.ts";

test("a request of three megabytes is read from the task's database, proved, read through and approved in the real window", async () => {
  const launch = inject("launch");
  if (launch.kind === "impossible") throw new Error(launch.reason);
  const plan = { launch: launch.spec, gates: 2, bytes: 3_000_000, progress: () => undefined };
  expect(await runPayloadJob(plan)).toMatchObject({ approveOffUntilVerified: true, rows: 1, rowsWrongly: 0 });
}, 300_000);
