import type { BrowserWindow } from "electron";
import type { Clock, Notifier, Timer } from "#app/ports.ts";
import type { TokenId } from "#core/identifiers.ts";
import type { Topic } from "#ipc/contract.ts";
import { createAlertDesk } from "./alert-desk.ts";
import { soundOf } from "./alert-sound.ts";
import { readDoNotDisturb } from "./do-not-disturb.ts";
import { createNoticeQueue } from "./notice-queue.ts";
import { type Notice, presentAlerts } from "./notice.ts";
import { createNotifications } from "./notifier.ts";
import type { PreferenceStore } from "./preferences.ts";
import { askForAttention } from "./show-presence.ts";
import type { Words } from "./words.ts";

export interface OpenAlertsOptions {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly words: Words;
  readonly preferences: PreferenceStore;
  readonly window: () => BrowserWindow | undefined;
  /** Brings the window to the front, on that card where one is named; decides nothing. */
  readonly select: (tokenId: TokenId | undefined) => void;
  readonly push: (topic: Topic) => void;
  readonly complain: (error: unknown) => void;
}

export interface OpenedAlerts {
  readonly notifier: Notifier;
  /** Says something of the console itself, whatever the quiet. */
  readonly say: (notice: Notice) => void;
  readonly close: () => void;
}

/** The way of an alert: held back or not, one a second, on the screen, to the ear and to the eye. */
export function openAlerts(options: OpenAlertsOptions): OpenedAlerts {
  const { words, preferences, window, timer } = options;
  const notifications = createNotifications(options.select);
  const queue = createNoticeQueue({
    coalesce: (alerts) => presentAlerts(words, alerts),
    after: (milliseconds, callback) => timer.after(milliseconds, callback),
    show: (notice) => {
      notifications.show(notice);
      const sound = soundOf(notice, preferences.read().alerts);
      if (sound !== undefined) options.push({ topic: "alert.shown", ...sound });
      const critical = notice.about.some(({ urgency }) => urgency === "critical");
      askForAttention(window(), { urgent: notice.urgent, critical });
    },
  });
  const desk = createAlertDesk({
    ...options,
    preferences: () => preferences.read().alerts,
    doNotDisturb: () => readDoNotDisturb(process.platform),
    isInFront: () => window()?.isVisible() === true && window()?.isFocused() === true,
    say: (notice) => queue.push(notice),
    withdraw: (tokenIds) => {
      queue.withdraw(tokenIds);
      notifications.withdraw(tokenIds);
    },
  });
  preferences.onChange(() => desk.reconsider());
  return {
    notifier: desk,
    say: (notice) => queue.push(notice),
    close: () => {
      desk.close();
      queue.close();
    },
  };
}
