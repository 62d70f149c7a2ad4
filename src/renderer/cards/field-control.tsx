import type { ReactNode, Ref } from "react";
import { useIntl } from "react-intl";
import { type FieldDraft, startingDraft } from "#core/present-edits.ts";
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
  if (!field.nullable) return <BareControl {...props} />;
  return (
    <div className={styles["control"]}>
      <BareControl {...props} />
      <label className={styles["null"]}>
        <input
          type="checkbox"
          checked={draft === null}
          onChange={(event) => onDraft(event.target.checked ? null : valueDraft(field))}
        />
        {words("field.setNull")}
      </label>
    </div>
  );
}

interface DateInWordsProps {
  readonly date: string;
}

function DateInWords({ date }: DateInWordsProps) {
  const intl = useIntl();
  const instant = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(instant)) return null;
  return (
    <>
      {intl.formatDate(instant, { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })}
    </>
  );
}

// What takes the place of "no value" when that is taken back.
function valueDraft(field: ValueField): FieldDraft {
  return startingDraft({ ...field, nullable: false });
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
    disabled: draft === null && field.nullable,
  };
  const { input } = field;
  if (input.kind === "choice" || input.kind === "boolean")
    return <ChoiceControl common={common} input={input} draft={draft} onDraft={onDraft} />;
  const text = typeof draft === "string" ? draft : "";
  if (input.kind === "text" && input.multiline)
    return <textarea {...common} rows={4} dir="auto" value={text} onChange={(event) => onDraft(event.target.value)} />;
  const line = (
    <input
      {...common}
      // A date is typed as it is sent: the system's own date field would show it in an order that can be misread.
      type="text"
      inputMode={input.kind === "decimal" ? "decimal" : input.kind === "integer" ? "numeric" : undefined}
      data-figures={input.kind === "decimal" || input.kind === "integer"}
      data-code={input.kind === "account"}
      dir={input.kind === "text" ? "auto" : "ltr"}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => onDraft(event.target.value)}
    />
  );
  if (input.kind === "date") return <Beside control={line} aside={<DateInWords date={text} />} />;
  if (input.kind === "decimal" && input.currency !== undefined) return <Beside control={line} aside={input.currency} />;
  return line;
}

interface BesideProps {
  readonly control: ReactNode;
  readonly aside: ReactNode;
}

function Beside({ control, aside }: BesideProps) {
  return (
    <span className={styles["row"]}>
      {control}
      <span className={styles["aside"]}>{aside}</span>
    </span>
  );
}
