import { z } from "zod";
import { ConsoleError } from "#core/error.ts";
import { exactJson, type Json, type JsonObject } from "#core/json.ts";
import { Pointer } from "#core/pointer.ts";
import { pointerSteps, replaceAt, valueAt } from "#core/pointer-steps.ts";

const JsonValue = z.unknown().transform((value, context): Json => {
  try {
    return exactJson(value);
  } catch (error) {
    context.addIssue({ code: "custom", message: error instanceof Error ? error.message : "is not exact JSON" });
    return z.NEVER;
  }
});

/** One JSON Patch `replace` (RFC 6902): the only change a person makes to what the task proposed. */
export const Edit = z.strictObject({ op: z.literal("replace"), path: Pointer, value: JsonValue });
export type Edit = z.infer<typeof Edit>;

/**
 * The parameters with the edits applied; the originals are left alone.
 *
 * @throws ConsoleError `edit/refused` for a path outside `editable` or one that the parameters do not have.
 */
export function applyEdits(parameters: JsonObject, edits: readonly Edit[], editable: readonly Pointer[]): JsonObject {
  let edited = parameters;
  for (const edit of edits) {
    if (!editable.includes(edit.path))
      throw new ConsoleError("edit/refused", `"${edit.path}" is not one of the fields that may be edited.`);
    if (valueAt(edited, edit.path) === undefined)
      throw new ConsoleError("edit/refused", `"${edit.path}" is not among the parameters.`);
    edited = replaceAt(edited, pointerSteps(edit.path), edit.value) as JsonObject;
  }
  return edited;
}
