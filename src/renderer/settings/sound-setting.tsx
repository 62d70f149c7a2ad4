import { useId } from "react";
import { playAlert } from "#renderer/hooks/alert-sound.ts";
import { useChangePreferences, usePreferences } from "#renderer/hooks/use-preferences.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { NotSaved } from "./not-saved.tsx";
import { SettingChoice } from "./setting-choice.tsx";
import { Setting } from "./setting.tsx";
import styles from "./section.module.css";

const SOUNDS = ["off", "critical", "all"] as const;
const STEP = 5;

export function SoundSetting() {
  const words = useWords();
  const id = useId();
  const { sound, volume } = usePreferences().alerts;
  const change = useChangePreferences();
  return (
    <>
      <SettingChoice
        label={words("settings.alerts.sound")}
        hint={words("settings.alerts.sound.hint")}
        value={sound}
        options={SOUNDS.map((value) => ({ value, label: words(`settings.alerts.sound.${value}`) }))}
        onPick={(value) => change.mutate({ alerts: { sound: value } })}
      />
      {sound !== "off" && (
        <Setting
          label={<label htmlFor={id}>{words("settings.alerts.volume")}</label>}
          hint={<NotSaved error={change.error} />}
        >
          <input
            id={id}
            type="range"
            min={0}
            max={100}
            step={STEP}
            value={volume}
            className={styles["range"]}
            onChange={(event) => change.mutate({ alerts: { volume: event.currentTarget.valueAsNumber } })}
          />
          <output htmlFor={id} className={styles["number"]}>
            {volume} %
          </output>
          <Button disabled={volume === 0} onClick={() => playAlert({ critical: sound === "critical", volume })}>
            {words("settings.alerts.sound.try")}
          </Button>
        </Setting>
      )}
    </>
  );
}
