import { expect, test } from "vitest";
import { createVirtualTime } from "#test/sim/virtual-time.ts";
import { createUpdates, type UpdateSource } from "./updates.ts";

const MINUTE_MS = 60_000;

function openUpdates({
  offers = ["0.2.0"],
  broken = false,
}: { offers?: (string | undefined)[]; broken?: boolean } = {}) {
  const time = createVirtualTime(0);
  const done: string[] = [];
  const complaints: unknown[] = [];
  const story = { busy: false, announced: 0 };
  const source: UpdateSource = {
    kind: "on",
    updater: {
      check: async () => {
        done.push("check");
        return offers.shift();
      },
      fetch: async () => {
        done.push("fetch");
        if (broken) throw new Error("sha512 checksum mismatch");
      },
      install: () => done.push("install"),
    },
  };
  const updates = createUpdates({
    source,
    version: "0.1.0",
    clock: { now: time.now, monotonic: time.now },
    timer: {
      after: (milliseconds, callback) => {
        let cancelled = false;
        time.at(time.now() + milliseconds, () => (cancelled ? undefined : callback()));
        return () => (cancelled = true);
      },
    },
    isBusy: () => story.busy,
    announce: () => (story.announced += 1),
    complain: (error) => complaints.push(error),
  });
  const pass = (milliseconds: number): Promise<void> => time.run(time.now() + milliseconds, () => false);
  const setBusy = (busy: boolean): void => {
    story.busy = busy;
    updates.decisionsChanged();
  };
  updates.start();
  return { updates, pass, setBusy, done, complaints, announced: () => story.announced };
}

test("an update that was fetched is spoken of after a quiet minute, and installed when the person says so", async () => {
  const { updates, pass, done, announced } = openUpdates();
  await pass(MINUTE_MS);
  expect(updates.view()).toEqual({ state: "current" });
  await pass(MINUTE_MS);

  expect(updates.view()).toEqual({ state: "ready", version: "0.2.0" });
  expect(announced()).toBe(1);
  expect(done).toEqual(["check", "fetch"]);
  expect(updates.install()).toBe("restarting");
  expect(done).toEqual(["check", "fetch", "install"]);
});

test("while a decision can be undone nothing is said of an update, and for a quiet minute after", async () => {
  const { updates, pass, setBusy } = openUpdates();
  setBusy(true);
  await pass(10 * MINUTE_MS);
  expect(updates.view()).toEqual({ state: "current" });

  setBusy(false);
  await pass(MINUTE_MS - 1);
  expect(updates.view()).toEqual({ state: "current" });
  await pass(1);
  expect(updates.view()).toEqual({ state: "ready", version: "0.2.0" });
});

test("a decision takes a prompt away that is there already, at once", async () => {
  const { updates, pass, setBusy, announced } = openUpdates();
  await pass(2 * MINUTE_MS);

  setBusy(true);
  expect(updates.view()).toEqual({ state: "current" });
  expect(announced()).toBe(2);
});

test("a restart that comes in the same moment as a decision is not made", async () => {
  const { updates, pass, setBusy, done } = openUpdates();
  await pass(2 * MINUTE_MS);

  setBusy(true);
  expect(updates.install()).toBe("not-now");
  setBusy(false);
  expect(updates.install()).toBe("not-now");
  expect(done).not.toContain("install");
});

test.each(["0.1.0", "0.0.9", "0.2.0-beta.1", "latest"])("%s is not fetched by whoever runs 0.1.0", async (offered) => {
  const { updates, pass, done } = openUpdates({ offers: [offered] });
  await pass(10 * MINUTE_MS);

  expect(done).toEqual(["check"]);
  expect(updates.view()).toEqual({ state: "current" });
});

test("what did not come as it was promised is not offered, and is looked for again", async () => {
  const { updates, pass, done, complaints } = openUpdates({ offers: ["0.2.0", "0.2.0"], broken: true });
  await pass(7 * 60 * MINUTE_MS);

  expect(done).toEqual(["check", "fetch", "check", "fetch"]);
  expect(complaints).toHaveLength(2);
  expect(updates.view()).toEqual({ state: "current" });
  expect(updates.install()).toBe("not-now");
});

test("where updates are off nothing is asked, and the reason is there to be read", () => {
  const updates = createUpdates({
    source: { kind: "off", reason: "unsigned" },
    version: "0.1.0",
    clock: { now: () => 0, monotonic: () => 0 },
    timer: {
      after: () => {
        throw new Error("A timer was started.");
      },
    },
    isBusy: () => false,
    announce: () => undefined,
    complain: () => undefined,
  });
  updates.start();
  updates.decisionsChanged();

  expect(updates.view()).toEqual({ state: "off", reason: "unsigned" });
  expect(updates.install()).toBe("not-now");
});
