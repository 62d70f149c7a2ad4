import { useState } from "react";
import { firstFields } from "#core/first-fields.ts";
import { type ParameterField, type ValueField, valueFields } from "#core/present-schema.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { EditableField } from "./editable-field.tsx";
import styles from "./parameter-fields.module.css";
import { ReadOnlyField } from "./read-only-field.tsx";

/** More are shown when they are asked for: sixteen kibibytes hold thousands of small values. */
const MOST_AT_ONCE = 200;

interface ParameterFieldsProps {
  readonly fields: readonly ParameterField[];
  readonly disabled: boolean;
  /** Decided: the fields stay as they were sent, and take nothing more. */
  readonly locked: boolean;
}

/** The parameters as their schema lays them out; editable only where the task allows it. */
export function ParameterFields({ fields, disabled, locked }: ParameterFieldsProps) {
  const words = useWords();
  const [isAll, setAll] = useState(false);
  const values = valueFields(fields);
  const left = isAll ? 0 : Math.max(0, values.length - MOST_AT_ONCE);
  const editable = values.filter((field) => field.editable).length;
  return (
    <section className={styles["section"]}>
      <header className={styles["head"]}>
        <h3>{words("card.parameters")}</h3>
        <span>{words("card.parameters.editable", { count: editable })}</span>
      </header>
      {values.length === 0 && fields.length === 0 ? (
        <p className={styles["none"]}>{words("card.parameters.none")}</p>
      ) : (
        // One word to the browser: fields that were exchanged for others would be laid out anew before "Queued" is seen.
        <fieldset className={styles["fields"]} disabled={locked}>
          <FieldList
            fields={left === 0 ? fields : firstFields(fields, MOST_AT_ONCE)}
            values={values}
            disabled={disabled}
          />
        </fieldset>
      )}
      {left > 0 && (
        <span>
          <Button onClick={() => setAll(true)}>{words("card.parameters.more", { count: left })}</Button>
        </span>
      )}
    </section>
  );
}

interface FieldListProps extends Omit<ParameterFieldsProps, "locked"> {
  readonly values: readonly ValueField[];
}

function FieldList({ fields, values, disabled }: FieldListProps) {
  const words = useWords();
  return (
    <div className={styles["list"]}>
      {fields.map((field) =>
        field.kind === "value" ? (
          <OneField key={field.path} field={field} index={values.indexOf(field)} disabled={disabled} />
        ) : (
          <fieldset key={field.path} className={styles["group"]}>
            <legend>
              <SafeText text={field.label} />
            </legend>
            {field.description !== undefined && (
              <p className={styles["none"]}>
                <SafeText text={field.description} />
              </p>
            )}
            {field.fields.length === 0 ? (
              <p className={styles["none"]}>{words("field.emptyList")}</p>
            ) : (
              <FieldList fields={field.fields} values={values} disabled={disabled} />
            )}
          </fieldset>
        ),
      )}
    </div>
  );
}

interface OneFieldProps {
  readonly field: ValueField;
  readonly index: number;
  readonly disabled: boolean;
}

function OneField({ field, index, disabled }: OneFieldProps) {
  return field.editable && !disabled ? <EditableField field={field} index={index} /> : <ReadOnlyField field={field} />;
}
