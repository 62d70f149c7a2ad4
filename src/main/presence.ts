/** How a number is put on the console's icon. */
export type Badge =
  | { readonly way: "count"; readonly count: number }
  /** Windows has no badge: a small picture over the icon in the taskbar, `undefined` for none. */
  | { readonly way: "overlay"; readonly picture: string | undefined };

/** The most that a picture of 16 pixels can say. */
const MOST_ON_A_PICTURE = 9;

export function badgeFor(platform: NodeJS.Platform, waiting: number): Badge {
  if (platform !== "win32") return { way: "count", count: waiting };
  if (waiting === 0) return { way: "overlay", picture: undefined };
  return { way: "overlay", picture: waiting > MOST_ON_A_PICTURE ? "more" : String(waiting) };
}

/** How a system draws a person's eye to a window that is not in front. */
export type Attention = "bounce-until-seen" | "bounce-once" | "flash" | "none";

export function attentionFor(platform: NodeJS.Platform, notice: { urgent: boolean; critical: boolean }): Attention {
  if (!notice.urgent) return "none";
  if (platform !== "darwin") return "flash";
  return notice.critical ? "bounce-until-seen" : "bounce-once";
}
