import { prepareLaunch } from "#scripts/launch-spec.ts";
import { announce } from "#scripts/progress.ts";
import { huntCanaries } from "./hunt.ts";

// Plants secrets, works in the real console and looks for them everywhere it could have put them: npm run canary
const launch = await prepareLaunch(Date.now());
if (launch.kind === "impossible") throw new Error(launch.reason);
const { places, hits, controls } = await huntCanaries(launch.spec);
for (const { place, content, secret, forms } of hits)
  announce(`HIT: ${secret} in ${place}, ${content}: ${forms.join(", ")}`);
for (const { name, found } of controls) announce(`${found ? "found" : "NOT FOUND"}: ${name}`);
const plantedFound = controls.filter(({ found }) => found).length;
process.stdout.write(`${JSON.stringify({ places: places.length, hits: hits.length, plantedFound })}\n`);
process.exitCode = hits.length === 0 && plantedFound === controls.length ? 0 : 1;
