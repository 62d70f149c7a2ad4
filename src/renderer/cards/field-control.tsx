import type { Ref } from "react";
import { draftOf, type FieldDraft } from "#core/present-edits.ts";
import type { ValueField } from "#core/present-schema.ts";
import { useWords } from "#renderer/messages/words.ts";
import { ChoiceControl } from "./choice-control.tsx";
import styles from "./field-control.module.css";

export interface FieldControlProps {
  readonly id: string;
  readonly field: ValueField;
  readonly draft: FieldDraft;
  readonly onDraft: (draft: FieldDraft) => void;
  readonly onBlur: () => void;
  readonly controlRef: Ref<HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement>;
  readonly problemId: string | undefined;
}

/** The control that fits the field's kind, with a way to "no value" where the schema allows it. */
export function FieldControl(props: FieldControlProps) {
  const words = useWords();
  const { field, draft, onDraft } = props;
  return (
    <div className={styles["control"]}>
      <BareControl {...props} />
      {field.nullable && (
        <label className={styles["null"]}>
          <input
            type="checkbox"
            checked={draft === null}
            onChange={(event) => onDraft(event.target.checked ? null : startingDraft(field))}
          />
          {words("field.setNull")}
        </label>
      )}
    </div>
  );
}

function startingDraft(field: ValueField): FieldDraft {
  return draftOf(field) ?? (field.input.kind === "boolean" ? false : "");
}

function BareControl({ id, field, draft, onDraft, onBlur, controlRef, problemId }: FieldControlProps) {
  const common = {
    id,
    ref: controlRef,
    onBlur,
    "data-editable": true,
    "aria-invalid": problemId !== undefined,
    "aria-describedby": problemId,
    className: styles["input"],
    disabled: draft === null,
  };
  const { input } = field;
  if (input.kind === "choice" || input.kind === "boolean")
    return <ChoiceControl common={common} input={input} draft={draft} onDraft={onDraft} />;
  const text = typeof draft === "string" ? draft : "";
  if (input.kind === "text" && input.multiline)
    return <textarea {...common} rows={4} dir="auto" value={text} onChange={(event) => onDraft(event.target.value)} />;
  return (
    <span className={styles["row"]}>
      <input
        {...common}
        type={input.kind === "date" ? "date" : "text"}
        inputMode={input.kind === "decimal" ? "decimal" : input.kind === "integer" ? "numeric" : undefined}
        data-figures={input.kind === "decimal" || input.kind === "integer"}
        data-code={input.kind === "account"}
        dir={input.kind === "text" ? "auto" : "ltr"}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onDraft(event.target.value)}
      />
      {input.kind === "decimal" && input.currency !== undefined && <span>{input.currency}</span>}
    </span>
  );
}
