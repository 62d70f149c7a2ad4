import { useState } from "react";
import { firstFields } from "#core/first-fields.ts";
import { type ParameterField, valueFields } from "#core/present-schema.ts";
import type { Reshape } from "#core/reshape.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { FieldList } from "./field-list.tsx";
import styles from "./parameter-fields.module.css";

/** More are shown when they are asked for: sixteen kibibytes hold thousands of small values. */
const MOST_AT_ONCE = 200;

interface ParameterFieldsProps {
  readonly fields: readonly ParameterField[];
  readonly disabled: boolean;
  /** Decided: the fields stay as they were sent, and take nothing more. */
  readonly locked: boolean;
  readonly onReshape: (change: Reshape) => void;
}

/** The parameters as their schema lays them out; editable only where the task allows it. */
export function ParameterFields({ fields, disabled, locked, onReshape }: ParameterFieldsProps) {
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
            // What is new must be seen, so nothing is added while some of it is left out.
            onReshape={disabled || left > 0 ? undefined : onReshape}
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
