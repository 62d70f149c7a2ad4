import { createLink, type Environment } from "#app/environment.ts";
import { createPoller, type Poller, type PollerPorts } from "#app/poller.ts";
import type { ServerTimeSample, StoredGate, Timer, TriggerGateway } from "#app/ports.ts";
import { createServerTime } from "#app/server-time.ts";
import type { TokenId } from "#core/identifiers.ts";

const FOCUSED_TICK_MS = 2_000;
const HIDDEN_TICK_MS = 10_000;
const CATCH_UP_TICK_MS = 20;
/** About as long as a decision is on its way to the server and back. */
const GIVE_WAY_MS = 250;
/** A server clock known this much better or worse is news for the countdowns; milliseconds. */
const NOTICEABLE_MS = 100;

/** What is needed to speak to one environment. */
export interface EnvironmentSetup {
  readonly id: string;
  readonly name: string;
  readonly kind: Environment["kind"];
  readonly address: string;
  /** How long its first look waits, milliseconds; at once where nothing is said. */
  readonly firstLookMs?: number;
  readonly connect: (onServerTime: (sample: ServerTimeSample) => void) => TriggerGateway;
}

export interface EnvironmentsPorts extends Omit<PollerPorts, "openGate" | "onSettled" | "onReachable"> {
  readonly timer: Timer;
  /** The card on the screen, of whichever environment. */
  readonly openGate: () => StoredGate | undefined;
  readonly onSettled: (tokenIds: readonly TokenId[], environmentId: string) => void;
  readonly onReachable: (environmentId: string) => void;
  /** Connection or clock changed. */
  readonly onSession: () => void;
  /** The first look after waking up is over, whether or not it succeeded. */
  readonly onRefreshed: () => void;
  readonly complain: (error: unknown) => void;
}

/** The connected environments, each with its one poller: when each looks, and whether what it showed still counts. */
export interface Environments {
  add(setup: EnvironmentSetup): void;
  /** Another name for the same environment; nothing else about it changes. */
  rename(id: string, name: string): void;
  /** Asks it nothing more and leaves its gates out. */
  remove(id: string): void;
  find(id: string): Environment | undefined;
  all(): Environment[];
  /** False from waking up until the environment was asked again, or could not be. */
  isRefreshed(id: string): boolean;
  lookNow(): void;
  /** A decision is about to be sent there: a look that is due within a moment waits for it. */
  giveWay(id: string): void;
  /** A focused window is looked after more often. */
  setFocused(focused: boolean): void;
  suspend(): void;
  resume(): void;
  stop(): void;
}

export function createEnvironments(ports: EnvironmentsPorts): Environments {
  const connected = new Map<
    string,
    {
      environment: Environment;
      readonly poller: Poller;
      cancel: () => void;
      dueAt: number;
      isLooking: boolean;
      /** The look that is under way began before somebody asked for one. */
      mustLookAgain: boolean;
    }
  >();
  const unrefreshed = new Set<string>();
  let focused = true;
  let resting = false;

  function connect(setup: EnvironmentSetup): Environment {
    const time = createServerTime(ports.clock);
    const gateway = setup.connect((sample) => {
      const before = time.read();
      time.learn(sample);
      const after = time.read();
      if (before === undefined || after === undefined || Math.abs(after.errorMs - before.errorMs) > NOTICEABLE_MS)
        ports.onSession();
    });
    return { ...setup, gateway, time, link: createLink(ports.onSession) };
  }

  function openPoller(environment: Environment): Poller {
    const { id } = environment;
    const poller = createPoller(
      {
        ...ports,
        openGate: () => {
          const open = ports.openGate();
          return open?.environmentId === id ? open : undefined;
        },
        // What was waiting before this start is no news, however long it takes to see all of it.
        onNew: (gates) => {
          if (!poller.isCatchingUp()) ports.onNew(gates);
        },
        onSettled: (tokenIds) => ports.onSettled(tokenIds, id),
        onReachable: () => {
          ports.onReachable(id);
          ports.onSession();
        },
      },
      environment,
    );
    return poller;
  }

  function schedule(id: string, delay: number): void {
    const one = connected.get(id);
    if (one === undefined) return;
    one.cancel();
    one.dueAt = ports.clock.monotonic() + delay;
    one.cancel = ports.timer.after(delay, () => {
      one.dueAt = Number.POSITIVE_INFINITY;
      one.isLooking = true;
      void one.poller
        .tick()
        .catch(ports.complain)
        .finally(() => {
          const again = one.mustLookAgain;
          one.isLooking = false;
          one.mustLookAgain = false;
          if (!again && unrefreshed.delete(id)) ports.onRefreshed();
          // A look that was on its way when its environment was removed must not bring its gates back.
          if (!connected.has(id)) ports.book.forget(id);
          if (!resting && connected.get(id) === one) schedule(id, again ? 0 : nextTick(one));
        });
    });
  }

  function nextTick({ environment, poller }: { readonly environment: Environment; readonly poller: Poller }): number {
    if (poller.isCatchingUp() && environment.link.state().state === "online") return CATCH_UP_TICK_MS;
    return (focused ? FOCUSED_TICK_MS : HIDDEN_TICK_MS) * (0.9 + ports.random.fraction() * 0.2);
  }

  function lookNow(): void {
    for (const [id, one] of connected)
      if (one.isLooking) one.mustLookAgain = true;
      else schedule(id, 0);
  }

  function rest(): void {
    resting = true;
    for (const { cancel } of connected.values()) cancel();
  }

  return {
    add: (setup) => {
      connected.get(setup.id)?.cancel();
      const environment = connect(setup);
      connected.set(setup.id, {
        environment,
        poller: openPoller(environment),
        cancel: () => undefined,
        dueAt: Number.POSITIVE_INFINITY,
        isLooking: false,
        mustLookAgain: false,
      });
      ports.book.of(setup.id);
      schedule(setup.id, setup.firstLookMs ?? 0);
      ports.onSession();
    },
    rename: (id, name) => {
      const one = connected.get(id);
      if (one === undefined) return;
      one.environment = { ...one.environment, name };
      ports.onSession();
    },
    remove: (id) => {
      connected.get(id)?.cancel();
      connected.delete(id);
      unrefreshed.delete(id);
      ports.book.forget(id);
      ports.onSession();
    },
    find: (id) => connected.get(id)?.environment,
    all: () => [...connected.values()].map(({ environment }) => environment),
    isRefreshed: (id) => !unrefreshed.has(id),
    lookNow,
    giveWay: (id) => {
      const due = connected.get(id)?.dueAt ?? Number.POSITIVE_INFINITY;
      if (!resting && due < ports.clock.monotonic() + GIVE_WAY_MS) schedule(id, GIVE_WAY_MS);
    },
    setFocused: (now) => {
      if (focused === now) return;
      focused = now;
      if (now) lookNow();
    },
    suspend: rest,
    resume: () => {
      resting = false;
      for (const [id, { environment }] of connected) {
        environment.time.forget();
        unrefreshed.add(id);
      }
      lookNow();
    },
    stop: rest,
  };
}
