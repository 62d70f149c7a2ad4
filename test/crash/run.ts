import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { prepareLaunch } from "#scripts/launch-spec.ts";
import { announce } from "#scripts/progress.ts";
import { projectPath } from "#scripts/project-root.ts";
import { optionsIn } from "#test/fixtures/open-store.ts";
import { killElectronRounds } from "./electron-kills.ts";
import { killRounds } from "./kill-rounds.ts";
import { losePower } from "./power-loss.ts";

// Kills the deciding console and a plain process, and cuts the power: npm run crash -- [--rounds N] [--images N] [--seed S]
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "200" },
    images: { type: "string", default: "400" },
    seed: { type: "string", default: "1" },
  },
});
const seed = Number(values.seed);
const folder = mkdtempSync(join(tmpdir(), "countersign-kill-"));

try {
  const launch = await prepareLaunch(Date.now());
  if (launch.kind === "impossible") throw new Error(launch.reason);
  announce(`killing the deciding console ${values.rounds} times`);
  const electron = await killElectronRounds(launch.spec, { rounds: Number(values.rounds), seed, progress: announce });
  announce(
    `${electron.promised} decisions promised, ${electron.lost} lost, ${electron.untrue} not what the server shows, ${electron.corrupt} rounds left a damaged database`,
  );
  announce(`killing a deciding process ${values.rounds} times`);
  const killed = await killRounds(
    {
      command: process.execPath,
      args: [projectPath("test", "crash", "record-decisions.ts"), folder, "1000000"],
      database: optionsIn(folder, Date.now()),
    },
    { rounds: Number(values.rounds), seed },
  );
  announce(
    `${killed.promised} decisions promised, ${killed.lost} lost, ${killed.corrupt} rounds left a damaged database`,
  );
  announce(`cutting the power ${values.images} times under each setting`);
  const power = await losePower({ images: Number(values.images), seed });
  if (power.kind === "skipped") throw new Error(`The power-loss images were not made: ${power.reason}.`);
  announce(`${power.corrupt} images were damaged`);
  const { rounds } = electron;
  const lost = electron.lost + killed.lost;
  const { images, lostFull, lostNormal } = power;
  console.log(JSON.stringify({ rounds, lost, images, lostFull, lostNormal }));
  // A harness that sees no loss under NORMAL would not see one under FULL either.
  const broken = lost + electron.untrue + electron.corrupt + killed.corrupt + lostFull + power.corrupt;
  const held = broken === 0 && lostNormal > 0;
  process.exitCode = held ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
