import type { Clock, Notifier, Timer } from "#app/ports.ts";
import { type Alert, breaksThrough, type Hush } from "#core/alert.ts";
import type { TokenId } from "#core/identifiers.ts";
import { quietUntil } from "#core/quiet-hours.ts";
import type { Preferences } from "#ipc/preferences.ts";
import type { DoNotDisturb } from "./do-not-disturb.ts";
import { type Notice, presentAlert, presentHeld } from "./notice.ts";
import type { Words } from "./words.ts";

/** Nobody says when the system's do-not-disturb ends, so it is asked again while something waits for that. */
const ASK_AGAIN_MS = 60_000;
/** Timers of a day and more are cut short: the wall clock may be set meanwhile. */
const LONGEST_WAIT_MS = 60 * 60_000;

export interface AlertDeskPorts {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly words: Words;
  readonly preferences: () => Preferences["alerts"];
  readonly doNotDisturb: () => Promise<DoNotDisturb>;
  /** Whether the operator is looking at the window: what appears in it need not be told as well. */
  readonly isInFront: () => boolean;
  readonly say: (notice: Notice) => void;
  readonly withdraw: (tokenIds: readonly TokenId[]) => void;
  readonly complain: (error: unknown) => void;
}

/** Decides what is told now and what waits until the quiet ends; that is then said in one notice. */
export interface AlertDesk extends Notifier {
  /** The operator muted or changed the quiet hours: what is held back may be due now. */
  reconsider(): void;
  close(): void;
}

export function createAlertDesk(ports: AlertDeskPorts): AlertDesk {
  let arrived: Alert[] = [];
  /** The newest alert of each gate. */
  const held = new Map<TokenId, Alert>();
  let asking = false;
  let cancel: (() => void) | undefined;

  /** Why nothing is told; undefined where everything is. */
  async function readHush(): Promise<Hush | undefined> {
    const now = ports.clock.now();
    const { mutedUntil, quietHours } = ports.preferences();
    if (mutedUntil > now) return { reason: "muted", left: mutedUntil - now };
    const until = quietUntil(quietHours, now);
    if (until !== undefined) return { reason: "quiet-hours", left: until - now };
    return (await ports.doNotDisturb()) === "on" ? { reason: "do-not-disturb" } : undefined;
  }

  /** One answer for a poll's worth of alerts. */
  async function handOut(): Promise<void> {
    if (asking) return;
    asking = true;
    const hush = await readHush().finally(() => (asking = false));
    for (const alert of arrived.splice(0)) {
      if (hush === undefined || breaksThrough(alert, hush)) say(alert);
      else held.set(alert.tokenId, alert);
    }
    if (hush === undefined) sayHeld();
    else waitFor(hush);
  }

  function say(alert: Alert): void {
    held.delete(alert.tokenId);
    ports.say(presentAlert(ports.words, alert, ports.preferences().details));
  }

  function sayHeld(): void {
    if (held.size === 0) return;
    ports.say(presentHeld(ports.words, [...held.values()]));
    held.clear();
  }

  function waitFor(hush: Hush): void {
    cancel?.();
    cancel = undefined;
    if (held.size === 0) return;
    const left = "left" in hush ? Math.min(hush.left, LONGEST_WAIT_MS) : ASK_AGAIN_MS;
    cancel = ports.timer.after(Math.ceil(left), reconsider);
  }

  function reconsider(): void {
    if (held.size > 0 || arrived.length > 0) void handOut().catch(ports.complain);
  }

  return {
    notify: (alert) => {
      if (alert.kind === "new" && alert.urgency !== "critical" && ports.isInFront()) return;
      arrived.push(alert);
      reconsider();
    },
    withdraw: (tokenIds) => {
      const gone = new Set(tokenIds);
      arrived = arrived.filter(({ tokenId }) => !gone.has(tokenId));
      for (const tokenId of tokenIds) held.delete(tokenId);
      ports.withdraw(tokenIds);
    },
    reconsider,
    close: () => cancel?.(),
  };
}
