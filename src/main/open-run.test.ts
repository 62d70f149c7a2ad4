import { expect, test } from "vitest";
import { runPage } from "./open-run.ts";

const RUN = "run_cm3q8v0000000000000000";

test.each([
  ["https://api.trigger.dev", `https://cloud.trigger.dev/runs/${RUN}`],
  ["https://trigger.example.com", `https://trigger.example.com/runs/${RUN}`],
  ["http://127.0.0.1:3030", undefined],
  ["http://localhost", undefined],
  ["https://trigger.example.com:8443", undefined],
])("a run at %s is looked at on %s", (address, url) => {
  expect(runPage(address, RUN)?.url).toBe(url);
});
