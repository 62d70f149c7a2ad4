import { useChangePreferences, usePreferences } from "#renderer/hooks/use-preferences.ts";
import { useWords } from "#renderer/messages/words.ts";
import { MuteSetting } from "./mute-setting.tsx";
import { NotSaved } from "./not-saved.tsx";
import { PresenceSettings } from "./presence-settings.tsx";
import { QuietHoursSetting } from "./quiet-hours-setting.tsx";
import { SettingSwitch } from "./setting-switch.tsx";
import { SoundSetting } from "./sound-setting.tsx";
import styles from "./section.module.css";

/** What is told without being asked for, when not, and how this system takes part. */
export function AlertsSection() {
  const words = useWords();
  const { details } = usePreferences().alerts;
  const change = useChangePreferences();
  return (
    <div className={styles["section"]}>
      <MuteSetting />
      <QuietHoursSetting />
      <SoundSetting />
      <SettingSwitch
        label={words("settings.alerts.details")}
        hint={words("settings.alerts.details.hint")}
        option={words("settings.alerts.details.on")}
        on={details}
        onSwitch={(on) => change.mutate({ alerts: { details: on } })}
      />
      <NotSaved error={change.error} />
      <PresenceSettings />
    </div>
  );
}
