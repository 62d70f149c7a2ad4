import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareLaunch } from "#scripts/launch-spec.ts";
import { announce } from "#scripts/progress.ts";
import { runProjects } from "#scripts/test-steps.ts";
import { huntCanaries } from "./hunt.ts";
import { LEFTOVERS, searchLeftovers } from "./leftovers.ts";

// `npm run canary`: plants secrets, works in the real console and looks for them everywhere it could have put them; and
// looks through all that the consoles of the whole e2e suite leave behind.
const launch = await prepareLaunch(Date.now());
if (launch.kind === "impossible") throw new Error(launch.reason);
const folder = mkdtempSync(join(tmpdir(), "csl-"));
try {
  process.env[LEFTOVERS] = folder;
  const suite = await runProjects(["e2e"]);
  delete process.env[LEFTOVERS];
  const left = searchLeftovers(folder);
  announce(`${suite.passed} e2e tests passed, ${suite.failed} failed; ${left.homes} consoles left their folders`);
  const planted = await huntCanaries(launch.spec);

  const places = [...planted.places, ...left.places];
  const hits = [...planted.hits, ...left.hits];
  const controls = [...planted.controls, ...left.controls];
  for (const { place, content, secret, forms } of hits)
    announce(`HIT: ${secret} in ${place}, ${content}: ${forms.join(", ")}`);
  for (const { name, found } of controls) announce(`${found ? "found" : "NOT FOUND"}: ${name}`);
  const plantedFound = controls.filter(({ found }) => found).length;
  process.stdout.write(`${JSON.stringify({ places: places.length, hits: hits.length, plantedFound })}\n`);
  process.exitCode = suite.failed === 0 && hits.length === 0 && plantedFound === controls.length ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
