import { Notification } from "electron";
import type { TokenId } from "#core/identifiers.ts";
import type { Notice } from "./notice-queue.ts";

/** Shows one native notification. A click opens the window, on the card where one is named; it never decides. */
export function showNotification(notice: Notice, open: (tokenId: TokenId | undefined) => void): void {
  const notification = new Notification({
    title: notice.title,
    body: notice.body,
    urgency: notice.urgent ? "critical" : "normal",
    // An urgent gate stays until it is looked at; the desktop would otherwise take it away after some seconds.
    timeoutType: notice.urgent ? "never" : "default",
  });
  const release = (): void => void onScreen.delete(notification);
  notification.on("click", () => {
    release();
    open(notice.tokenId);
  });
  notification.on("close", release);
  notification.on("failed", release);
  onScreen.add(notification);
  notification.show();
}

// Without a reference, the notification and its click handler are collected while it is still on screen.
const onScreen = new Set<Notification>();
