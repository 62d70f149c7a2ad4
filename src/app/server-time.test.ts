import { expect, test } from "vitest";
import { createServerTime } from "./server-time.ts";

const OFFSET = 1_000_000;

/** A machine whose clocks can be moved, and a server whose time is known to us alone. */
function openMachine() {
  let wall = 5_000_000;
  let monotonic = 0;
  let server = OFFSET;
  const time = createServerTime({ now: () => wall, monotonic: () => monotonic });
  const pass = (milliseconds: number): void => {
    wall += milliseconds;
    monotonic += milliseconds;
    server += milliseconds;
  };
  return {
    time,
    pass,
    sleep: (milliseconds: number) => {
      wall += milliseconds;
      server += milliseconds;
    },
    setWallClock: (milliseconds: number) => {
      wall += milliseconds;
    },
    /** A call's sample: sent now, heard after what happens in between. */
    ask: (between: () => void) => {
      const sentAt = monotonic;
      const dateMs = Math.floor(server / 1_000) * 1_000;
      between();
      time.learn({ dateMs, sentAt, receivedAt: monotonic });
    },
    server: () => server,
  };
}

test("nothing is known before the first reply, so nothing counts as in time", () => {
  const { time } = openMachine();
  expect([time.read(), time.isPast(9e15)]).toEqual([undefined, undefined]);
});

test("a reply teaches the server's time within its error, whatever the wall clock says", () => {
  const machine = openMachine();
  machine.ask(() => machine.pass(40));
  const read = machine.time.read();
  expect(Math.abs((read?.now ?? 0) - machine.server())).toBeLessThanOrEqual(read?.errorMs ?? 0);
});

test("a clock that somebody set makes everything unknown until the next reply but one", () => {
  const machine = openMachine();
  machine.ask(() => machine.pass(40));
  machine.setWallClock(-3_600_000);
  expect(machine.time.read()).toBeUndefined();
  machine.pass(10);
  machine.ask(() => machine.pass(40));
  expect(machine.time.read()).toBeDefined();
});

test("a reply that was on its way while the machine slept is not believed", () => {
  const machine = openMachine();
  machine.ask(() => machine.pass(40));
  machine.ask(() => machine.sleep(600_000));
  expect(machine.time.read()).toBeUndefined();
  machine.pass(10);
  machine.ask(() => machine.pass(40));
  expect(machine.time.isPast(machine.server() - 1)).toBe(true);
});

test("many sleeps too short to notice one by one are noticed together", () => {
  const machine = openMachine();
  machine.ask(() => machine.pass(40));
  for (let count = 0; count < 3; count += 1) {
    machine.sleep(100);
    machine.time.read();
  }
  expect(machine.time.read()).toBeUndefined();
});

test("what was asked before the operating system told of a sleep is not believed after it", () => {
  const machine = openMachine();
  machine.ask(() => {
    machine.pass(40);
    machine.time.forget();
    machine.pass(40);
  });
  expect(machine.time.read()).toBeUndefined();
});
