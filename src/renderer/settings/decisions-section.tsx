import { useId, useState } from "react";
import { useChangePreferences, usePreferences } from "#renderer/hooks/use-preferences.ts";
import { useSession } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import { HastySetting } from "./hasty-setting.tsx";
import { LimitsSetting } from "./limits-setting.tsx";
import { NotSaved } from "./not-saved.tsx";
import { Setting } from "./setting.tsx";
import styles from "./section.module.css";

const LONGEST_UNDO_SECONDS = 60;

export function DecisionsSection() {
  const words = useWords();
  const id = useId();
  const saved = usePreferences().decisions.undoSeconds;
  const { undoFixed, undoSeconds } = useSession();
  const change = useChangePreferences();
  const [text, setText] = useState(String(saved));
  const isValid = /^\d{1,2}$/u.test(text.trim()) && Number(text) <= LONGEST_UNDO_SECONDS;

  function type(typed: string): void {
    setText(typed);
    if (/^\d{1,2}$/u.test(typed.trim()) && Number(typed) <= LONGEST_UNDO_SECONDS)
      change.mutate({ decisions: { undoSeconds: Number(typed) } });
  }

  return (
    <div className={styles["section"]}>
      <Setting
        label={<label htmlFor={id}>{words("settings.undo")}</label>}
        hint={
          <p id={`${id}-hint`} className={isValid ? undefined : styles["problem"]}>
            {words(isValid ? "settings.undo.hint" : "settings.undo.problem")}
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
      {undoFixed === true && <p role="note">{words("settings.undo.fixed", { seconds: undoSeconds })}</p>}
      <LimitsSetting />
      <HastySetting />
      <NotSaved error={change.error} />
    </div>
  );
}
