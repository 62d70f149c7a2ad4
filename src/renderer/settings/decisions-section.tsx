import { useChangePreferences, usePreferences } from "#renderer/hooks/use-preferences.ts";
import { useSession } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import { HastySetting } from "./hasty-setting.tsx";
import { LimitsSetting } from "./limits-setting.tsx";
import { NotSaved } from "./not-saved.tsx";
import { SecondsSetting } from "./seconds-setting.tsx";
import styles from "./section.module.css";

export function DecisionsSection() {
  const words = useWords();
  const saved = usePreferences().decisions.undoSeconds;
  const { undoFixed, undoSeconds } = useSession();
  const change = useChangePreferences();
  return (
    <div className={styles["section"]}>
      <SecondsSetting
        label={words("settings.undo")}
        hint={words("settings.undo.hint")}
        seconds={saved}
        onSeconds={(seconds) => change.mutate({ decisions: { undoSeconds: seconds } })}
      />
      {undoFixed === true && <p role="note">{words("settings.undo.fixed", { seconds: undoSeconds })}</p>}
      <LimitsSetting />
      <HastySetting />
      <NotSaved error={change.error} />
    </div>
  );
}
