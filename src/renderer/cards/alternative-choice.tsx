import { useId } from "react";
import type { Alternatives } from "#core/present-schema.ts";
import { plainText } from "#core/present-text.ts";
import type { Reshape } from "#core/reshape.ts";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./alternative-choice.module.css";

interface AlternativeChoiceProps {
  readonly path: string;
  readonly label: string;
  readonly alternatives: Alternatives;
  readonly onReshape: (change: Reshape) => void;
}

/** Which of the forms that the schema allows a value has; another one starts with what both have in common. */
export function AlternativeChoice({ path, label, alternatives, onReshape }: AlternativeChoiceProps) {
  const words = useWords();
  const id = useId();
  const { options, chosen } = alternatives;
  return (
    <div className={styles["choice"]}>
      <label htmlFor={id}>{words("field.form", { label: plainText(label) })}</label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => {
          const option = options[Number(event.target.value)];
          if (option !== undefined) onReshape({ kind: "replace", path, value: option.value });
        }}
      >
        {chosen < 0 && <option value={-1}>{words("field.form.none")}</option>}
        {options.map((option, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <option key={index} value={index}>
            {option.label === undefined ? words("field.form.number", { number: index + 1 }) : plainText(option.label)}
          </option>
        ))}
      </select>
    </div>
  );
}
