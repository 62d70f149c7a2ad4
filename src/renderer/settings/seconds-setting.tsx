import { useId, useState } from "react";
import { useWords } from "#renderer/messages/words.ts";
import { Setting } from "./setting.tsx";
import styles from "./section.module.css";

const LONGEST_SECONDS = 60;

interface SecondsSettingProps {
  readonly label: string;
  readonly hint: string;
  /** What is saved when the setting appears. */
  readonly seconds: number;
  /** Called for each number that may be kept, from 0 to 60. */
  readonly onSeconds: (seconds: number) => void;
}

/** A whole number of seconds; what is none is said beside it and not kept. */
export function SecondsSetting({ label, hint, seconds, onSeconds }: SecondsSettingProps) {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState(String(seconds));
  const isValid = isSeconds(text);

  function type(typed: string): void {
    setText(typed);
    if (isSeconds(typed)) onSeconds(Number(typed));
  }

  return (
    <Setting
      label={<label htmlFor={id}>{label}</label>}
      hint={
        <p id={`${id}-hint`} className={isValid ? undefined : styles["problem"]}>
          {isValid ? hint : words("settings.undo.problem")}
        </p>
      }
    >
      <input
        id={id}
        className={styles["input"]}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-invalid={!isValid}
        aria-describedby={`${id}-hint`}
        onChange={(event) => type(event.target.value)}
      />
    </Setting>
  );
}

function isSeconds(text: string): boolean {
  return /^\d{1,2}$/u.test(text.trim()) && Number(text) <= LONGEST_SECONDS;
}
