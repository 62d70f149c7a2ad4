import { audit } from "./en/audit.ts";
import { cards } from "./en/cards.ts";
import { decisions } from "./en/decisions.ts";
import { insight } from "./en/insight.ts";
import { palette } from "./en/palette.ts";
import { queue } from "./en/queue.ts";
import { settings } from "./en/settings.ts";
import { window } from "./en/window.ts";

/** Every word of the window, in English; the keys are the ids. ICU messages. */
export const en = {
  ...window,
  ...queue,
  ...cards,
  ...decisions,
  ...audit,
  ...insight,
  ...settings,
  ...palette,
} as const;

export type MessageId = keyof typeof en;
