import { z } from "zod";

/** Whether a newer version waits; `ready` only while no decision could be interrupted by saying so. */
export const UpdatesView = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("off"), reason: z.enum(["from-source", "unsigned", "feed-refused"]) }),
  z.strictObject({ state: z.literal("current") }),
  z.strictObject({ state: z.literal("ready"), version: z.string().max(40) }),
]);

/** What came of asking for the restart. */
export const InstallOutcome = z.enum(["restarting", "not-now"]);
