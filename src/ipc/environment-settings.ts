import { z } from "zod";

/** Colours that a person can tell apart, each dark enough for white text; production's red is none of them. */
export const EnvironmentColour = z.enum(["slate", "blue", "teal", "olive", "amber", "plum", "violet"]);

/** Where the key came from when it was entered; it is kept in the vault either way. */
export const KeyOrigin = z.enum(["pasted", "file", "environment"]);
export type KeyOrigin = z.infer<typeof KeyOrigin>;

/** What came of testing a key: nothing is kept of one that was refused. */
export const ConnectAnswer = z.discriminatedUnion("result", [
  z.strictObject({ result: z.literal("connected"), environmentId: z.string() }),
  z.strictObject({ result: z.literal("refused"), cause: z.string().max(40), message: z.string().max(1_000) }),
]);
export type ConnectAnswer = z.infer<typeof ConnectAnswer>;
