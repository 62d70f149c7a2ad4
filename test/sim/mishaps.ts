import type { Machine } from "./machine.ts";
import { START, type World } from "./world.ts";

/** What befalls a machine as a whole: sleep, a clock that somebody sets, the power switch. */
export function scheduleMishaps(world: World, machine: Machine): void {
  const { profile, time } = world;
  const dice = world.dice.fork(`mishaps ${machine.name}`);
  const sometime = (): number => START + dice.whole(0, profile.chaosMs);
  for (let count = 0; count < profile.sleeps; count += 1)
    time.at(sometime(), () =>
      machine.sleep(dice.whole(500, dice.pick([3_000, 30_000, 120_000])), dice.chance(profile.sleepTold)),
    );
  for (let count = 0; count < profile.clockJumps; count += 1)
    time.at(sometime(), () => machine.jumpClock(dice.whole(-3_600_000, 3_600_000)));
  for (let count = 0; count < profile.crashes; count += 1)
    time.at(sometime(), () => {
      if (!world.isHealing()) machine.kill("the power fails");
    });
}
