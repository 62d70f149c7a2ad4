import { useState } from "react";
import { flushSync } from "react-dom";
import type { UseFormReturn } from "react-hook-form";
import type { JsonObject } from "#core/json.ts";
import { isAtOrBelow, valueAt } from "#core/pointer-steps.ts";
import { draftsAfter, type EditedParameters } from "#core/present-edits.ts";
import { layOutParameters, valueFields } from "#core/present-schema.ts";
import { reshape, type Reshape } from "#core/reshape.ts";
import type { Request } from "#renderer/hooks/use-card.ts";
import { type DecisionDraft, draftsByPath, fieldDrafts, fieldName } from "./decision-draft.ts";

/** The parameters as they are built so far, without what was typed into them. */
export type Shape = Omit<EditedParameters, "drafts">;

const NOTHING: Shape = { original: {}, shape: {}, layout: [] };

/** The request's parameters, and the way in which entries come and go and alternatives are chosen. */
export function useShape(
  request: Request | undefined,
  form: UseFormReturn<DecisionDraft>,
): { readonly shape: Shape; readonly onReshape: (change: Reshape) => void } {
  const [reshaped, setReshaped] = useState<JsonObject>();
  const shape = request === undefined ? NOTHING : shapeOf(request, reshaped);

  function onReshape(change: Reshape): void {
    if (request === undefined) return;
    const fields = valueFields(shape.layout);
    const kept = draftsAfter(draftsByPath(fields, form.getValues("fields")), change);
    const next = shapeOf(request, reshape(shape.shape, change));
    const nextFields = valueFields(next.layout);
    form.clearErrors("fields");
    // At once, so that the focus can go to what is new.
    flushSync(() => {
      setReshaped(next.shape);
      form.setValue("fields", fieldDrafts(nextFields, kept), { shouldDirty: true });
    });
    const changedPath = change.kind === "add" ? `${change.path}/${lengthOf(shape.shape, change.path)}` : change.path;
    const first = nextFields.findIndex(({ path, editable }) => editable && isAtOrBelow(path, changedPath));
    if (change.kind !== "remove" && first >= 0) form.setFocus(fieldName(first));
  }

  return { shape, onReshape };
}

/** The request's own parameters, laid out, or those that were built from them. */
export function shapeOf(request: Request, reshaped: JsonObject = request.parameters): Shape {
  const currency = request.money === undefined ? undefined : valueAt(reshaped, request.money.currency);
  const layout = layOutParameters(
    { ...request, parameters: reshaped },
    typeof currency === "string" ? currency : undefined,
  );
  return { original: request.parameters, shape: reshaped, layout };
}

function lengthOf(parameters: JsonObject, path: string): number {
  const list = valueAt(parameters, path);
  return Array.isArray(list) ? list.length : 0;
}
