import type { Change } from "#app/console.ts";
import type { Signer } from "#app/ports.ts";
import { keyIdOf } from "#core/operators.ts";
import type { Dice } from "./dice.ts";
import type { Disk } from "./disk.ts";
import { createMachineClock } from "./machine-clock.ts";
import { createNetworkChaos } from "./network-chaos.ts";
import { type Process, startProcess } from "./process.ts";
import type { World } from "./world.ts";

/** One operator's computer: its clocks, its disk, and the console that runs on it from time to time. */
export interface Machine {
  readonly name: string;
  readonly signer: Signer;
  readonly keyId: string;
  readonly disk: Disk;
  /** The living process, unless there is none or the machine sleeps. */
  process(): Process | undefined;
  /** Milliseconds that the machine was awake: what its monotonic clock counts. */
  awakeFor(): number;
  /** How wrong the wall clock is, milliseconds. */
  skew(): number;
  boot(): void;
  kill(why: string): void;
  sleep(milliseconds: number, told: boolean): void;
  jumpClock(milliseconds: number): void;
  /** A person's timer: it stands still while the machine sleeps. */
  after(milliseconds: number, step: () => void): void;
  onChange(listener: (change: Change) => void): void;
}

export interface MachineOptions {
  readonly name: string;
  readonly world: World;
  readonly dice: Dice;
  readonly makeDisk: (signer: Signer, device: string) => Disk;
}

export function createMachine({ name, world, dice, makeDisk }: MachineOptions): Machine {
  const { time, profile, witness } = world;
  const signer = world.crypto.signer(`operator ${name}`);
  const disk = makeDisk(signer, name);
  const clock = createMachineClock(time, profile.skewMs);
  const chaos = createNetworkChaos(profile, dice.fork("network"), time.now, world.healAt);
  const listeners: ((change: Change) => void)[] = [];
  let current: Process | undefined;
  let boots = 0;
  let uuids = 0;

  function boot(): void {
    if (current?.isAlive() === true) return;
    if (clock.isAsleep()) {
      clock.after(0, boot);
      return;
    }
    boots += 1;
    witness.boots += 1;
    witness.note(`${name} boots`);
    const process = startProcess({
      world,
      name,
      boot: boots,
      dice,
      clock,
      disk,
      signer,
      chaos,
      uuid: (now) => {
        uuids += 1;
        return uuidOf(now, `${name}${uuids}`, world);
      },
      onChange: (change) => {
        for (const listener of listeners) listener(change);
      },
      onDeath: mourn,
      sleep,
    });
    if (process.isAlive()) current = process;
  }

  function mourn(why: string): void {
    current = undefined;
    witness.note(`${name} dies: ${why}`);
    // On the next instant, when a commit that was cut off has been undone.
    time.at(time.now(), () => {
      for (const entry of disk.entries()) if (entry.status.state === "held") witness.heldAtDeath.add(entry.decisionId);
    });
    const until = dice.whole(200, dice.pick([2_000, 20_000, 60_000]));
    time.at(Math.min(world.healAt, time.now() + until), boot);
  }

  function sleep(milliseconds: number, told: boolean): void {
    if (clock.isAsleep() || world.isHealing()) return;
    witness.note(`${name} sleeps ${milliseconds} ms${told ? "" : " untold"}`);
    if (told) current?.console.suspend();
    clock.fallAsleep();
    time.at(Math.min(world.healAt, time.now() + milliseconds), () => wake(told));
  }

  function wake(told: boolean): void {
    witness.note(`${name} wakes`);
    // What was due comes first; that the machine slept is told a moment later, if at all.
    clock.wakeUp();
    if (told) clock.after(dice.whole(0, 300), () => current?.console.resume());
  }

  return {
    name,
    signer,
    keyId: keyIdOf(signer.publicKey, world.crypto),
    disk,
    process: () => (clock.isAsleep() ? undefined : current),
    awakeFor: clock.monotonic,
    skew: clock.skew,
    boot,
    kill: (why) => {
      if (current === undefined || clock.isAsleep()) return;
      current.end();
      mourn(why);
    },
    sleep,
    jumpClock: (milliseconds) => {
      witness.note(`${name}'s clock jumps ${milliseconds} ms`);
      clock.jump(milliseconds);
    },
    after: clock.after,
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}

function uuidOf(now: number, name: string, world: World): string {
  const instant = Math.max(0, Math.floor(now)).toString(16).padStart(12, "0").slice(-12);
  const rest = world.crypto.sha256(name);
  return `${instant.slice(0, 8)}-${instant.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}
