import type { ReactNode } from "react";
import type { ValueField } from "#core/present-schema.ts";
import { plainText } from "#core/present-text.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./field-frame.module.css";

interface FieldFrameProps {
  readonly field: ValueField;
  readonly labelId: string;
  readonly htmlFor?: string;
  readonly wide: boolean;
  readonly mark?: string | undefined;
  readonly children: ReactNode;
}

/** Label, value, and what the schema says about it. */
export function FieldFrame({ field, labelId, htmlFor, wide, mark, children }: FieldFrameProps) {
  return (
    <div className={styles["frame"]} data-wide={wide}>
      {htmlFor === undefined ? (
        <span id={labelId} className={styles["label"]}>
          {plainText(field.label)}
        </span>
      ) : (
        <label id={labelId} htmlFor={htmlFor} className={styles["label"]}>
          {plainText(field.label)}
        </label>
      )}
      {mark !== undefined && <span className={styles["mark"]}>{mark}</span>}
      {children}
      {field.description !== undefined && (
        <p className={styles["description"]}>
          <SafeText text={field.description} />
        </p>
      )}
    </div>
  );
}
