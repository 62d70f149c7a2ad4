import { createDice } from "./dice.ts";
import { createMemoryDisk, type Disk, type DiskOptions } from "./disk.ts";
import type { Figures } from "./figures.ts";
import { checkEnd, checkPrompt, isUnsettled } from "./final-check.ts";
import { createMachine, type Machine } from "./machine.ts";
import { scheduleMishaps } from "./mishaps.ts";
import { seatPerson } from "./person.ts";
import { type Profile, rollProfile } from "./profile.ts";
import { startTasks } from "./tasks.ts";
import type { Violation } from "./witness.ts";
import { createWorld, HEALING_MS, type World } from "./world.ts";

export interface SeedResult {
  readonly seed: number;
  readonly profile: Profile;
  readonly figures: Figures;
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
  readonly hash: string;
}

/** So long after the last fault nothing may still be waiting for a reason that is over: a key is probed once a minute. */
const PROMPT_MS = 110_000;
const NAMES = ["Ada", "Bob"] as const;

/** Lives one seed through, from the first boot to ten minutes after the last fault; the same seed is the same story. */
export async function runSeed(
  seed: number,
  makeDisk: (options: DiskOptions) => Disk = createMemoryDisk,
): Promise<SeedResult> {
  const dice = createDice(seed);
  const profile = rollProfile(dice.fork("profile"));
  const world = createWorld(profile, dice);
  const machines = NAMES.slice(0, profile.machines).map((name) =>
    createMachine({
      name,
      world,
      dice: dice.fork(`machine ${name}`),
      makeDisk: (signer, device) => makeDisk({ crypto: world.crypto, signer, device }),
    }),
  );
  startTasks(world, machines);
  for (const machine of machines) {
    machine.boot();
    seatPerson(world, machine);
    scheduleMishaps(world, machine);
  }
  await world.time.run(world.healAt, () => false);
  await world.time.run(world.healAt + PROMPT_MS, () => isAtRest(world, machines));
  checkPrompt(world, machines, PROMPT_MS);
  await world.time.run(world.healAt + HEALING_MS, () => isAtRest(world, machines));
  checkEnd(world, machines);
  const result = resultOf(seed, world, machines);
  for (const machine of machines) {
    machine.process()?.console.stop();
    machine.disk.discard();
  }
  return result;
}

/** Nothing more can happen: every token is settled and everything on the disks has had a while to hear of it. */
function isAtRest(world: World, machines: readonly Machine[]): boolean {
  if (world.time.now() < world.healAt + 5_000) return false;
  return machines.every((machine) =>
    machine.disk.entries().every((entry) => !isUnsettled(entry) && entry.status.state !== "parked"),
  );
}

function resultOf(seed: number, world: World, machines: readonly Machine[]): SeedResult {
  const { witness } = world;
  const entries = machines.flatMap(({ disk }) => [...disk.entries()]);
  const count = (state: string): number => entries.filter(({ status }) => status.state === state).length;
  return {
    seed,
    profile: world.profile,
    figures: {
      decisions: entries.length,
      sends: witness.sends,
      boots: witness.boots,
      delivered: count("delivered"),
      superseded: count("superseded"),
      expired: count("expired"),
      parked: count("parked"),
    },
    violations: witness.violations,
    trace: witness.lines(),
    hash: witness.hash(),
  };
}
