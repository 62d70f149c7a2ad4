import { readStrictUtf8 } from "#adapters/crypto/strict-utf8.ts";
import { createFakeGateway, type FakeGateway } from "#adapters/fake/fake-gateway.ts";
import { createMemorySnoozes } from "#adapters/fake/memory-snoozes.ts";
import type { Chaos } from "#adapters/fake/fault.ts";
import { type Change, type Console, createConsole } from "#app/console.ts";
import type { Signer, Timer } from "#app/ports.ts";
import { ConsoleError } from "#core/error.ts";
import { canaryIn } from "./canaries.ts";
import { createConnection } from "./connection.ts";
import type { Dice } from "./dice.ts";
import type { Disk } from "./disk.ts";
import type { MachineClock } from "./machine-clock.ts";
import { watchOutbox } from "./watch-outbox.ts";
import type { World } from "./world.ts";

const ENVIRONMENT = "proj_sim:development";

/** Thrown where a process dies, so that nothing after that point of its code runs. */
export class ProcessDied extends Error {}

/** One run of the console's process. */
export interface Process {
  readonly boot: number;
  readonly console: Console;
  readonly isAlive: () => boolean;
  readonly end: () => void;
}

export interface ProcessOptions {
  readonly world: World;
  readonly name: string;
  readonly boot: number;
  readonly dice: Dice;
  readonly clock: MachineClock;
  readonly disk: Disk;
  readonly signer: Signer;
  readonly chaos: Chaos;
  /** A new UUID v7. */
  readonly uuid: (now: number) => string;
  readonly onChange: (change: Change) => void;
  /** The process died of itself, at a boundary. */
  readonly onDeath: (why: string) => void;
  /** Puts the machine to sleep for so many milliseconds. */
  readonly sleep: (milliseconds: number, told: boolean) => void;
}

/** The real console on a machine's disk and clocks, with a server at the other end; it may die at every boundary. */
export function startProcess(options: ProcessOptions): Process {
  const { world, name, dice, clock, disk } = options;
  const { profile, witness } = world;
  let alive = true;
  let gateway: FakeGateway | undefined;

  function end(): void {
    alive = false;
    gateway?.close();
  }

  function crashPoint(where: string): void {
    if (alive && !world.isHealing() && dice.chance(profile.crashAtBoundary)) {
      end();
      options.onDeath(where);
    }
    if (!alive) throw new ProcessDied(where);
  }

  // A process that dies in the middle of a callback takes nothing else with it.
  function guarded(step: () => void): void {
    try {
      if (alive) step();
    } catch (error) {
      if (!(error instanceof ProcessDied)) throw error;
    }
  }

  function listenFor(text: string): void {
    const canary = canaryIn(text);
    if (canary !== undefined) witness.violate("I11", `${name} tells the secret ${canary}`);
  }

  function complain(error: unknown): void {
    listenFor(String(error));
    if (error instanceof ProcessDied || (error instanceof ConsoleError && error.code !== "internal")) return;
    witness.violate("no unexpected failure", `${name}: ${error instanceof Error ? error.stack : String(error)}`);
  }

  function drowse(): void {
    if (world.isHealing() || !dice.chance(profile.sleepInCall)) return;
    const told = dice.chance(profile.sleepTold);
    clock.after(dice.whole(0, profile.latencyMs), () => options.sleep(dice.whole(500, 90_000), told));
  }

  const timer: Timer = {
    after: (milliseconds, callback) => {
      let cancelled = false;
      clock.after(milliseconds, () => {
        if (!cancelled) guarded(callback);
      });
      return () => {
        cancelled = true;
      };
    },
  };
  let running = false;
  const opened = disk.open((boundary) => {
    if (!running) return;
    crashPoint(boundary);
    if (boundary === "before-commit" && !world.isHealing() && dice.chance(profile.diskRefuses))
      throw new ConsoleError("store/refused", "The disk is full.");
  });
  const console = createConsole({
    clock,
    timer,
    random: { fraction: dice.fraction, uuid: options.uuid },
    crypto: world.crypto,
    readText: readStrictUtf8,
    signer: options.signer,
    store: opened.gates,
    outbox: watchOutbox(opened.outbox, { world, machineName: name }),
    audit: opened.audit,
    notifier: { notify: (alert) => listenFor(JSON.stringify(alert)), withdraw: () => undefined },
    reminded: { read: () => undefined, write: () => undefined },
    snoozeStore: createMemorySnoozes(),
    operatorName: () => name,
    undoMs: () => profile.undoMs,
    limits: () => [],
    checkParameters: async () => undefined,
    midnight: (now) => now,
    announce: (change) => {
      if (alive) options.onChange(change);
    },
    complain,
  });
  running = true;
  guarded(() => {
    console.start();
    console.addEnvironment({
      id: ENVIRONMENT,
      name: "Simulated",
      kind: "development",
      address: "https://sim.example",
      connect: (onServerTime) =>
        createConnection({
          world,
          machineName: name,
          keyId: console.keyId,
          outbox: opened.outbox,
          awakeFor: clock.monotonic,
          whenAwake: (step) => clock.after(0, () => guarded(step)),
          dice: dice.fork(`faults ${options.boot}`),
          drowse,
          crashPoint,
          onServerTime,
          connect: (hear) => {
            gateway = createFakeGateway({
              server: world.server,
              clock,
              timer: onTheWire(world),
              chaos: options.chaos,
              latency: () => dice.whole(1, profile.latencyMs),
              onServerTime: hear,
            });
            return gateway;
          },
        }),
    });
    console.setFocused(dice.chance(0.3));
  });
  return { boot: options.boot, console, isAlive: () => alive, end };
}

/** What is on the wire travels on, whether or not anybody is awake at its end. */
function onTheWire({ time }: World): Timer {
  return {
    after: (milliseconds, step) => {
      time.at(time.now() + milliseconds, step);
      return () => undefined;
    },
  };
}
