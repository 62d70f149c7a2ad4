import { z } from "zod";
import { TokenId } from "#core/identifiers.ts";
import { LONGEST_SNOOZE_MS, SHORTEST_SNOOZE_MS } from "#core/snooze.ts";
import { MOST_SELECTED } from "#ipc/bulk-methods.ts";
import { SavedViews } from "#ipc/saved-views.ts";

const tokenIds = z.array(TokenId).max(MOST_SELECTED);

/** What the list can do besides showing itself: selecting, putting off, and its saved views. */
export const queueMethods = {
  /** Those of the named gates that still wait for a decision here. */
  "queue.stillWaiting": { input: z.strictObject({ tokenIds }), output: z.strictObject({ tokenIds }) },
  /** Puts gates off by that much of the server's time; never past the deadline's margin. */
  "snooze.set": {
    input: z.strictObject({ tokenIds, forMs: z.int().min(SHORTEST_SNOOZE_MS).max(LONGEST_SNOOZE_MS) }),
    output: z.strictObject({
      outcomes: z
        .array(
          z.discriminatedUnion("result", [
            z.strictObject({ tokenId: TokenId, result: z.literal("snoozed"), until: z.number() }),
            z.strictObject({ tokenId: TokenId, result: z.enum(["too-near", "settled"]) }),
          ]),
        )
        .max(MOST_SELECTED),
    }),
  },
  "snooze.wake": { input: z.strictObject({ tokenIds }), output: z.strictObject({}) },
  "views.list": { input: z.strictObject({}), output: SavedViews },
  /** Replaces them all; answers with what stands now. */
  "views.save": { input: z.strictObject({ views: SavedViews }), output: SavedViews },
};
