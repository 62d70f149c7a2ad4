import { useFormContext, useWatch } from "react-hook-form";
import {
  changedFields,
  draftOf,
  type EditedParameters,
  type FieldChange,
  type FieldDraft,
  startingDraft,
} from "#core/present-edits.ts";
import { type ValueField, valueFields } from "#core/present-schema.ts";

/** What the operator is about to decide. Fields go by number, since a JSON Pointer may hold dots that a form would split. */
export interface DecisionDraft {
  readonly reason: string;
  /** The amount as typed, where it is above its limit. */
  readonly amount: string;
  /** The names that the person says to have checked, where they could be taken for others. */
  readonly checkedNames: readonly string[];
  readonly fields: Readonly<Record<string, FieldDraft>>;
}

export type FieldName = `fields.f${number}`;

export function fieldName(index: number): FieldName {
  return `fields.f${index}`;
}

export function initialDraft(fields: readonly ValueField[], reason: string): DecisionDraft {
  return {
    reason,
    amount: "",
    checkedNames: [],
    fields: Object.fromEntries(fields.map((field, index) => [`f${index}`, draftOf(field)])),
  };
}

/** Whether each of these names was checked; one that was edited since was not. */
export function areChecked(names: readonly string[], checkedNames: readonly string[]): boolean {
  return names.every((name) => checkedNames.includes(name));
}

/** The drafts by their fields' numbers; a field without one is new and starts empty. */
export function fieldDrafts(
  fields: readonly ValueField[],
  drafts: ReadonlyMap<string, FieldDraft>,
): DecisionDraft["fields"] {
  return Object.fromEntries(
    fields.map((field, index) => [
      `f${index}`,
      drafts.has(field.path) ? (drafts.get(field.path) ?? null) : startingDraft(field),
    ]),
  );
}

/** What the operator has changed so far, by the form as it stands. */
export function useChanges(parameters: Omit<EditedParameters, "drafts">): FieldChange[] {
  const { control } = useFormContext<DecisionDraft>();
  const drafts = useWatch({ control, name: "fields" });
  return changedFields({ ...parameters, drafts: draftsByPath(valueFields(parameters.layout), drafts) });
}

export function draftsByPath(
  fields: readonly ValueField[],
  drafts: DecisionDraft["fields"],
): ReadonlyMap<string, FieldDraft> {
  return new Map(
    fields.flatMap((field, index) => {
      const draft = drafts[`f${index}`];
      return draft === undefined ? [] : [[field.path, draft] as const];
    }),
  );
}
