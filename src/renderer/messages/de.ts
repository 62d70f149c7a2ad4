import { audit } from "./de/audit.ts";
import { cards } from "./de/cards.ts";
import { decisions } from "./de/decisions.ts";
import { insight } from "./de/insight.ts";
import { palette } from "./de/palette.ts";
import { queue } from "./de/queue.ts";
import { settings } from "./de/settings.ts";
import { window } from "./de/window.ts";
import type { MessageId } from "./en.ts";

/** Every word of the window, in German; the same ids as in English. ICU messages. */
export const de: Readonly<Record<MessageId, string>> = {
  ...window,
  ...queue,
  ...cards,
  ...decisions,
  ...audit,
  ...insight,
  ...settings,
  ...palette,
};
