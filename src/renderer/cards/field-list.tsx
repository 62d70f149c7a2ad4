import { flushSync } from "react-dom";
import type { GroupField, ListField, ParameterField, ValueField } from "#core/present-schema.ts";
import { plainText } from "#core/present-text.ts";
import type { Reshape } from "#core/reshape.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { AlternativeChoice } from "./alternative-choice.tsx";
import { EditableField } from "./editable-field.tsx";
import styles from "./field-list.module.css";
import { ReadOnlyField } from "./read-only-field.tsx";

interface FieldListProps {
  readonly fields: readonly ParameterField[];
  /** Every single value of the card: a field is known to the form by its number among them. */
  readonly values: readonly ValueField[];
  readonly disabled: boolean;
  /** Undefined where the structure stays as it is. */
  readonly onReshape: ((change: Reshape) => void) | undefined;
}

export function FieldList({ fields, ...rest }: FieldListProps) {
  return (
    <div className={styles["list"]}>
      {fields.map((field) => (
        <OneField key={keyOf(field, rest.values)} field={field} {...rest} />
      ))}
    </div>
  );
}

interface OneFieldProps<Field extends ParameterField> extends Omit<FieldListProps, "fields"> {
  readonly field: Field;
}

function OneField({ field, ...rest }: OneFieldProps<ParameterField>) {
  if (field.kind !== "value") return <Group field={field} {...rest} />;
  const { values, disabled, onReshape } = rest;
  const single =
    field.editable && !disabled ? (
      <EditableField field={field} index={values.indexOf(field)} />
    ) : (
      <ReadOnlyField field={field} />
    );
  if (field.alternatives === undefined || onReshape === undefined) return single;
  return (
    <div className={styles["single"]}>
      <AlternativeChoice {...field} alternatives={field.alternatives} onReshape={onReshape} />
      {single}
    </div>
  );
}

function Group({ field, ...rest }: OneFieldProps<GroupField | ListField>) {
  const words = useWords();
  const { onReshape } = rest;
  return (
    <fieldset className={styles["group"]}>
      <legend>
        <SafeText text={field.label} />
      </legend>
      {field.description !== undefined && (
        <p className={styles["none"]}>
          <SafeText text={field.description} />
        </p>
      )}
      {field.alternatives !== undefined && onReshape !== undefined && (
        <AlternativeChoice {...field} alternatives={field.alternatives} onReshape={onReshape} />
      )}
      {field.fields.length === 0 && <p className={styles["none"]}>{words("field.emptyList")}</p>}
      {field.kind === "list" && onReshape !== undefined ? (
        <Entries field={field} {...rest} onReshape={onReshape} />
      ) : (
        field.fields.length > 0 && <FieldList fields={field.fields} {...rest} />
      )}
    </fieldset>
  );
}

interface EntriesProps extends OneFieldProps<ListField> {
  readonly onReshape: (change: Reshape) => void;
}

function Entries({ field, ...rest }: EntriesProps) {
  const words = useWords();
  const { onReshape, values } = rest;
  const { path, newEntry } = field;

  function remove(index: number, list: HTMLElement | null): void {
    flushSync(() => onReshape({ kind: "remove", path, index }));
    // The button that had the focus is gone: the next one, or the one that adds, takes it.
    const buttons = [...(list?.querySelectorAll<HTMLElement>(":scope > [data-entry] > button, :scope > button") ?? [])];
    buttons[Math.min(index, buttons.length - 1)]?.focus();
  }

  return (
    <div className={styles["entries"]}>
      {field.fields.map((entry, index) => (
        <div key={keyOf(entry, values)} className={styles["entry"]} data-entry>
          <OneField field={entry} {...rest} />
          {field.canRemove && (
            <Button
              size="small"
              tone="quiet"
              aria-label={words("field.removeEntry", { label: plainText(entry.label) })}
              onClick={(event) => remove(index, event.currentTarget.parentElement?.parentElement ?? null)}
            >
              {words("field.remove")}
            </Button>
          )}
        </div>
      ))}
      {newEntry !== undefined && (
        <Button size="small" onClick={() => onReshape({ kind: "add", path, value: newEntry })}>
          {words("field.addEntry", { label: plainText(field.label) })}
        </Button>
      )}
    </div>
  );
}

// The form knows a field by its number, which changes with the entries before it: then it is another field.
function keyOf(field: ParameterField, values: readonly ValueField[]): string {
  return field.kind === "value" ? `${field.path}#${values.indexOf(field)}` : field.path;
}
