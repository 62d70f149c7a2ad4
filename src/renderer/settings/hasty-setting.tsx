import { useChangePreferences, usePreferences } from "#renderer/hooks/use-preferences.ts";
import { useWords } from "#renderer/messages/words.ts";
import { NotSaved } from "./not-saved.tsx";
import { SecondsSetting } from "./seconds-setting.tsx";

/** Under which time on the card approvals are remarked on. */
export function HastySetting() {
  const words = useWords();
  const change = useChangePreferences();
  return (
    <>
      <SecondsSetting
        label={words("settings.hasty")}
        hint={words("settings.hasty.hint")}
        seconds={usePreferences().decisions.hastySeconds}
        onSeconds={(hastySeconds) => change.mutate({ decisions: { hastySeconds } })}
      />
      <NotSaved error={change.error} />
    </>
  );
}
