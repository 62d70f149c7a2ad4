import { z } from "zod";

/** How the console stands with this system: what it can read of it, and what the system took over for it. */
export const Presence = z.strictObject({
  /** `unreadable` where the system has no way to tell; it then holds notifications back by itself. */
  doNotDisturb: z.enum(["on", "off", "unreadable"]),
  startAtLogin: z.boolean(),
  /** The global shortcut that could not be had, and why; the one from before stays in force. */
  shortcutProblem: z
    .strictObject({ accelerator: z.string().max(60), cause: z.enum(["taken", "not-a-shortcut"]) })
    .optional(),
  /** Whether the system opens `countersign://` links here. */
  links: z.boolean(),
});
export type Presence = z.infer<typeof Presence>;

/** For how long nothing is told. */
export const MuteSpan = z.enum(["hour", "until-tomorrow", "no-longer"]);
export type MuteSpan = z.infer<typeof MuteSpan>;
