import { type Preferences, useChangePreferences, usePreferences } from "#renderer/hooks/use-preferences.ts";
import { useWords } from "#renderer/messages/words.ts";
import { NotSaved } from "./not-saved.tsx";
import { SettingChoice } from "./setting-choice.tsx";
import styles from "./section.module.css";

const SWITCHES = ["hideFromCapture", "forgetKeys"] as const;

/** What others get to see of this console, and what stays of it when it ends. */
export function PrivacySection() {
  const words = useWords();
  const { privacy } = usePreferences();
  const change = useChangePreferences();
  const pick = (part: Partial<Preferences["privacy"]>) => change.mutate({ privacy: part });
  return (
    <div className={styles["section"]}>
      {SWITCHES.map((name) => (
        <SettingChoice
          key={name}
          label={words(`settings.${name}`)}
          hint={words(`settings.${name}.hint`)}
          value={privacy[name] ? "on" : "off"}
          options={(["off", "on"] as const).map((value) => ({ value, label: words(`settings.${name}.${value}`) }))}
          onPick={(value) => pick({ [name]: value === "on" })}
        />
      ))}
      <NotSaved error={change.error} />
    </div>
  );
}
