import { useId } from "react";
import { useIntl } from "react-intl";
import {
  type Preferences,
  useChangePreferences,
  useLatestPreferences,
  usePreferences,
} from "#renderer/hooks/use-preferences.ts";
import { useWords } from "#renderer/messages/words.ts";
import { NotSaved } from "./not-saved.tsx";
import { SettingSwitch } from "./setting-switch.tsx";
import { Setting } from "./setting.tsx";
import choiceStyles from "./setting-choice.module.css";
import styles from "./quiet-hours-setting.module.css";
import sectionStyles from "./section.module.css";

type QuietHours = Preferences["alerts"]["quietHours"];

/** From Monday on, as 0 is Sunday. */
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;
const A_SUNDAY = Date.UTC(2023, 0, 1, 12);
const DAY_MS = 24 * 60 * 60_000;

export function QuietHoursSetting() {
  const words = useWords();
  const { formatDate } = useIntl();
  const id = useId();
  const quiet = usePreferences().alerts.quietHours;
  const change = useChangePreferences();
  const latest = useLatestPreferences();
  // They are stored as one: a second change that follows closely must not take the first one back.
  const save = (part: (now: QuietHours) => Partial<QuietHours>) => {
    const now = latest().alerts.quietHours;
    change.mutate({ alerts: { quietHours: { ...now, ...part(now) } } });
  };
  const dayName = (day: number, weekday: "short" | "long") =>
    formatDate(A_SUNDAY + day * DAY_MS, { weekday, timeZone: "UTC" });
  return (
    <>
      <SettingSwitch
        label={words("settings.alerts.quiet")}
        option={words("settings.alerts.quiet.on")}
        hint={
          <>
            <p id={`${id}-hint`}>{words("settings.alerts.quiet.hint")}</p>
            <NotSaved error={change.error} />
          </>
        }
        on={quiet.on}
        onSwitch={(on) => save(() => ({ on }))}
      />
      {quiet.on && (
        <Setting
          label={words("settings.alerts.quiet.when")}
          hint={quiet.from >= quiet.to ? words("settings.alerts.quiet.pastMidnight") : undefined}
        >
          <div className={styles["when"]}>
            {(["from", "to"] as const).map((edge) => (
              <label key={edge} className={styles["time"]}>
                {words(`settings.alerts.quiet.${edge}`)}
                <input
                  type="time"
                  className={sectionStyles["input"]}
                  value={quiet[edge]}
                  required
                  onChange={({ currentTarget: { value } }) => {
                    if (/^\d\d:\d\d$/u.test(value)) save(() => ({ [edge]: value }));
                  }}
                />
              </label>
            ))}
            <fieldset aria-label={words("settings.alerts.quiet.days")} className={styles["days"]}>
              {WEEK.map((day) => (
                <label key={day} className={choiceStyles["option"]} title={dayName(day, "long")}>
                  <input
                    type="checkbox"
                    aria-label={dayName(day, "long")}
                    checked={quiet.days.includes(day)}
                    onChange={({ currentTarget: { checked } }) =>
                      save(({ days }) => ({ days: checked ? [...days, day] : days.filter((one) => one !== day) }))
                    }
                  />
                  {dayName(day, "short")}
                </label>
              ))}
            </fieldset>
          </div>
        </Setting>
      )}
    </>
  );
}
