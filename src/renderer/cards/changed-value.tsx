import type { Json, JsonObject } from "#core/json.ts";
import type { FieldInput } from "#core/present-schema.ts";
import { valueLines } from "#core/value-lines.ts";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./changed-value.module.css";
import { FieldValue } from "./field-value.tsx";

interface ChangedValueProps {
  readonly value: Json;
  /** What stands on the other side of the comparison. */
  readonly other: Json;
  /** How a single value is read; undefined for a list or an object. */
  readonly input: FieldInput | undefined;
}

/** One side of a change; of a list or an object, the lines that the other side has too are drawn back. */
export function ChangedValue({ value, other, input }: ChangedValueProps) {
  const words = useWords();
  if (!isStructured(value)) return <FieldValue value={value} input={input ?? PLAIN} />;
  const lines = valueLines(value);
  const others = isStructured(other) ? new Set(valueLines(other)) : new Set<string>();
  if (lines.length === 0) return <em>{words("field.emptyList")}</em>;
  return (
    <span className={styles["lines"]}>
      {lines.map((line, index) => (
        // Lines have no identity but their place, and two may say the same.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} data-same={others.has(line)}>
          <SafeText text={line} />
        </span>
      ))}
    </span>
  );
}

export function isStructured(value: Json): value is readonly Json[] | JsonObject {
  return value !== null && typeof value === "object";
}

const PLAIN: FieldInput = { kind: "text", multiline: false, maxLength: undefined };
