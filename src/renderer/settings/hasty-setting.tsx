import { useId, useState } from "react";
import { useChangePreferences, usePreferences } from "#renderer/hooks/use-preferences.ts";
import { useWords } from "#renderer/messages/words.ts";
import { NotSaved } from "./not-saved.tsx";
import { Setting } from "./setting.tsx";
import styles from "./section.module.css";

const LONGEST_SECONDS = 60;

/** Under which time on the card approvals are remarked on. */
export function HastySetting() {
  const words = useWords();
  const id = useId();
  const change = useChangePreferences();
  const [text, setText] = useState(String(usePreferences().decisions.hastySeconds));
  const isValid = isSeconds(text);

  function type(typed: string): void {
    setText(typed);
    if (isSeconds(typed)) change.mutate({ decisions: { hastySeconds: Number(typed) } });
  }

  return (
    <>
      <Setting
        label={<label htmlFor={id}>{words("settings.hasty")}</label>}
        hint={
          <p id={`${id}-hint`} className={isValid ? undefined : styles["problem"]}>
            {words(isValid ? "settings.hasty.hint" : "settings.undo.problem")}
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
      <NotSaved error={change.error} />
    </>
  );
}

function isSeconds(text: string): boolean {
  return /^\d{1,2}$/u.test(text.trim()) && Number(text) <= LONGEST_SECONDS;
}
