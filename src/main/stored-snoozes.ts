import { z } from "zod";
import type { SnoozeStore } from "#app/ports.ts";
import { TokenId } from "#core/identifiers.ts";
import type { Snooze } from "#core/snooze.ts";

const StoredSnooze = z.strictObject({
  tokenId: TokenId,
  until: z.number(),
  urgency: z.string().max(20),
  deadline: z.number().exactOptional(),
  digest: z.string().max(100).exactOptional(),
});

/** Reads what the disk holds one by one: a snooze that is damaged only brings its own gate back into the list. */
export function restoreSnoozes(stored: unknown): Snooze[] {
  return (Array.isArray(stored) ? stored : []).flatMap((one: unknown) => {
    const snooze = StoredSnooze.safeParse(one);
    return snooze.success ? [snooze.data] : [];
  });
}

/**
 * Snoozes in the settings file, beside the saved views: they are what the operator chose, not what was decided, and losing
 * one only shows a gate sooner. The database is for what must not be lost.
 */
export function openSnoozeStore(settings: {
  read(): { readonly snoozes: Snooze[] };
  change(part: { snoozes: Snooze[] }): void;
}): SnoozeStore {
  return {
    read: () => settings.read().snoozes,
    write: (snoozes) => settings.change({ snoozes: [...snoozes] }),
  };
}
