import { useId } from "react";
import { useController, useFormContext } from "react-hook-form";
import { draftOf, type FieldDraft, readDraft } from "#core/present-edits.ts";
import type { ValueField } from "#core/present-schema.ts";
import { hasUnseenCharacters } from "#core/present-text.ts";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { AccountCheck } from "./account-check.tsx";
import { type DecisionDraft, fieldName } from "./decision-draft.ts";
import styles from "./editable-field.module.css";
import { FieldControl } from "./field-control.tsx";
import { FieldFrame } from "./field-frame.tsx";
import { LookAlikeWarning } from "./look-alike-warning.tsx";

interface EditableFieldProps {
  readonly field: ValueField;
  readonly index: number;
}

export function EditableField({ field, index }: EditableFieldProps) {
  const words = useWords();
  const id = useId();
  const { control, trigger } = useFormContext<DecisionDraft>();
  const name = fieldName(index);
  const { field: bound, fieldState } = useController({
    control,
    name,
    rules: {
      validate: (draft: FieldDraft) => {
        const read = readDraft(field, draft);
        return read.ok || words(`field.problem.${read.problem}`);
      },
    },
  });
  const draft: FieldDraft = bound.value;
  const problemId = `${id}-problem`;
  const changed = draft !== draftOf(field);
  return (
    <FieldFrame
      field={field}
      labelId={`${id}-label`}
      htmlFor={id}
      wide={field.input.kind === "text" && field.input.multiline}
      mark={changed ? words("field.edited") : undefined}
    >
      <FieldControl
        id={id}
        field={field}
        draft={draft}
        onDraft={(next) => {
          bound.onChange(next);
          // A complaint goes as soon as it is met: one that goes when the field is left moves what is being clicked.
          if (fieldState.invalid) void trigger(name);
        }}
        onBlur={bound.onBlur}
        controlRef={bound.ref}
        problemId={fieldState.invalid ? problemId : undefined}
      />
      {fieldState.error?.message !== undefined && (
        <p id={problemId} role="alert" className={styles["problem"]}>
          {fieldState.error.message}
        </p>
      )}
      {typeof draft === "string" && <DraftMarks field={field} draft={draft} />}
    </FieldFrame>
  );
}

interface DraftMarksProps {
  readonly field: ValueField;
  readonly draft: string;
}

// An input cannot show markers inside its text, so what acts unseen is written out below it.
function DraftMarks({ field, draft }: DraftMarksProps) {
  return (
    <>
      {hasUnseenCharacters(draft) && (
        <p className={styles["unseen"]}>
          <SafeText text={draft} />
        </p>
      )}
      {field.input.kind === "account" && <AccountCheck account={draft} />}
      {field.input.kind === "text" && <LookAlikeWarning name={draft} />}
    </>
  );
}
