import { Notification } from "electron";
import type { TokenId } from "#core/identifiers.ts";
import { escapeMarkup } from "./markup.ts";
import type { Notice } from "./notice.ts";

/** The native notifications that are on the screen. */
export interface Notifications {
  /** A click opens the window, on the card where the notice is about one gate; it never decides. */
  show(notice: Notice): void;
  /** Takes away what is about these gates alone; a notice about more of them once the last is settled. */
  withdraw(tokenIds: readonly TokenId[]): void;
}

export function createNotifications(open: (tokenId: TokenId | undefined) => void): Notifications {
  // Without a reference, the notification and its click handler are collected while it is still on screen.
  const onScreen = new Map<Notification, Set<TokenId>>();
  return {
    show: (notice) => {
      const notification = new Notification({
        title: notice.title,
        body: process.platform === "linux" ? escapeMarkup(notice.body) : notice.body,
        urgency: notice.urgent ? "critical" : "normal",
        // An urgent gate stays until it is looked at; the desktop would otherwise take it away after some seconds.
        timeoutType: notice.urgent ? "never" : "default",
        // The console's own sound follows the operator's volume and quiet hours; two would be one too many.
        silent: true,
      });
      const release = (): void => void onScreen.delete(notification);
      notification.on("click", () => {
        release();
        open(notice.about.length === 1 ? notice.about[0]?.tokenId : undefined);
      });
      notification.on("close", release);
      notification.on("failed", release);
      onScreen.set(notification, new Set(notice.about.map(({ tokenId }) => tokenId)));
      notification.show();
    },
    withdraw: (tokenIds) => {
      for (const [notification, left] of onScreen) {
        const wasAbout = tokenIds.filter((tokenId) => left.delete(tokenId)).length > 0;
        if (!wasAbout || left.size > 0) continue;
        onScreen.delete(notification);
        notification.close();
      }
    },
  };
}
