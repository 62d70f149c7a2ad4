import type { Clock, Timer, Updater } from "#app/ports.ts";
import { isNewerVersion, QUIET_BEFORE_UPDATE_MS } from "#core/update-policy.ts";

const FIRST_LOOK_MS = 60_000;
const NEXT_LOOK_MS = 6 * 60 * 60_000;

/** Where updates come from, or why there are none. */
export type UpdateSource =
  | { readonly kind: "on"; readonly updater: Updater }
  | { readonly kind: "off"; readonly reason: UpdatesOff };

/** `from-source`: nothing is installed that could be replaced; `unsigned`: nothing could prove that an update is ours. */
export type UpdatesOff = "from-source" | "unsigned" | "feed-refused";

type UpdateState =
  | { readonly state: "off"; readonly reason: UpdatesOff }
  | { readonly state: "current" }
  | { readonly state: "ready"; readonly version: string };

export interface UpdatesPorts {
  readonly source: UpdateSource;
  /** The version that runs. */
  readonly version: string;
  readonly clock: Clock;
  readonly timer: Timer;
  /** Whether a decision can still be undone or is being sent; see the policy. */
  readonly isBusy: () => boolean;
  /** What the window should show has changed. */
  readonly announce: () => void;
  readonly complain: (error: unknown) => void;
}

export interface Updates {
  /** What the window may show: an update is only ever ready where nobody decides anything. */
  readonly view: () => UpdateState;
  /** To be called when a decision was taken or has moved. */
  readonly decisionsChanged: () => void;
  /** Restarts into the fetched version; `not-now` where there is none, or where a decision would be in its way. */
  readonly install: () => "restarting" | "not-now";
  readonly start: () => void;
  readonly stop: () => void;
}

/** Looks for newer versions, fetches them, and speaks of them when it interrupts nobody. */
export function createUpdates(ports: UpdatesPorts): Updates {
  const { source, clock, timer } = ports;
  let fetched: string | undefined;
  let isShown = false;
  let quietSince = 0;
  let cancelLook = (): void => undefined;
  let cancelPrompt = (): void => undefined;

  async function look({ updater }: { readonly updater: Updater }): Promise<void> {
    const offered = await updater.check();
    if (offered === undefined || offered === fetched || !isNewerVersion(offered, ports.version)) return;
    await updater.fetch();
    fetched = offered;
    quietSince = clock.monotonic();
    reconsider();
  }

  function lookAfter(milliseconds: number): void {
    if (source.kind === "off") return;
    cancelLook = timer.after(milliseconds, () => {
      look(source)
        .catch(ports.complain)
        .finally(() => lookAfter(NEXT_LOOK_MS));
    });
  }

  function reconsider(): void {
    if (fetched === undefined) return;
    cancelPrompt();
    if (ports.isBusy()) quietSince = clock.monotonic();
    const rest = quietSince + QUIET_BEFORE_UPDATE_MS - clock.monotonic();
    if (rest > 0) cancelPrompt = timer.after(rest, reconsider);
    show(rest <= 0);
  }

  function show(next: boolean): void {
    if (next === isShown) return;
    isShown = next;
    ports.announce();
  }

  return {
    view: () => {
      if (source.kind === "off") return { state: "off", reason: source.reason };
      return isShown && fetched !== undefined ? { state: "ready", version: fetched } : { state: "current" };
    },
    decisionsChanged: reconsider,
    install: () => {
      reconsider();
      if (source.kind === "off" || !isShown) return "not-now";
      source.updater.install();
      return "restarting";
    },
    start: () => lookAfter(FIRST_LOOK_MS),
    stop: () => {
      cancelLook();
      cancelPrompt();
    },
  };
}
