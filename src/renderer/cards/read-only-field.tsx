import { useId } from "react";
import type { ValueField } from "#core/present-schema.ts";
import { LookAlikeWarning } from "./look-alike-warning.tsx";
import { AccountCheck } from "./account-check.tsx";
import { FieldFrame } from "./field-frame.tsx";
import { FieldValue } from "./field-value.tsx";
import styles from "./read-only-field.module.css";

interface ReadOnlyFieldProps {
  readonly field: ValueField;
}

export function ReadOnlyField({ field }: ReadOnlyFieldProps) {
  const labelId = useId();
  const { value, input } = field;
  const wide = typeof value === "string" && value.length > 60;
  return (
    <FieldFrame field={field} labelId={labelId} wide={wide}>
      <fieldset aria-labelledby={labelId} className={styles["value"]} data-code={input.kind === "account"}>
        <FieldValue value={value} input={input} />
      </fieldset>
      {input.kind === "account" && typeof value === "string" && <AccountCheck account={value} />}
      {input.kind === "text" && typeof value === "string" && <LookAlikeWarning name={value} />}
    </FieldFrame>
  );
}
