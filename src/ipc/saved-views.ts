import { z } from "zod";
import { Urgency } from "#core/envelope.ts";

/** A way to look at the waiting gates, by the name that the operator gave it. */
export const SavedView = z.strictObject({
  name: z.string().trim().min(1).max(60),
  search: z.string().max(200),
  urgency: Urgency.optional(),
  environmentId: z.string().max(100).optional(),
  order: z.enum(["deadline", "urgency", "amount", "age"]),
  snoozed: z.literal("only").optional(),
});
export type SavedView = z.infer<typeof SavedView>;

/** Each name once, in any case of letters. */
export const SavedViews = z
  .array(SavedView)
  .max(30)
  .refine((views) => new Set(views.map(({ name }) => name.toLowerCase())).size === views.length, "a name twice");

/** Reads what the disk holds view by view: one that is damaged loses only itself, of two with one name the later goes. */
export function restoreViews(stored: unknown): SavedView[] {
  const views = new Map<string, SavedView>();
  for (const one of Array.isArray(stored) ? stored : []) {
    const view = SavedView.safeParse(one);
    if (view.success && !views.has(view.data.name.toLowerCase())) views.set(view.data.name.toLowerCase(), view.data);
  }
  return [...views.values()].slice(0, 30);
}
