import { useClock } from "#renderer/hooks/clock.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { usePreferences } from "#renderer/hooks/use-preferences.ts";
import { useMute } from "#renderer/hooks/use-presence.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { takeFocus } from "#renderer/ui/take-focus.ts";
import { NotSaved } from "./not-saved.tsx";
import { Setting } from "./setting.tsx";
import styles from "./section.module.css";

/** Silence for a while, by hand; the tray's menu does the same. */
export function MuteSetting() {
  const words = useWords();
  const instant = useInstant();
  const { mutedUntil } = usePreferences().alerts;
  const isMuted = useClock((now) => Number(mutedUntil > now)) === 1;
  const mute = useMute();
  // The pressed button goes with what it did; the tray and the clock take nobody's focus.
  const endedHere = mute.variables === "no-longer";
  const mutedHere = mute.variables !== undefined && !endedHere;
  return (
    <Setting
      label={words("settings.alerts.mute")}
      hint={
        <>
          <p>{words("settings.alerts.mute.hint")}</p>
          <NotSaved error={mute.error} />
        </>
      }
    >
      {isMuted ? (
        <>
          <output className={styles["state"]}>
            {words("settings.alerts.mute.until", { until: instant(mutedUntil) })}
          </output>
          <Button ref={mutedHere ? takeFocus : undefined} onClick={() => mute.mutate("no-longer")}>
            {words("settings.alerts.mute.end")}
          </Button>
        </>
      ) : (
        <>
          <Button ref={endedHere ? takeFocus : undefined} onClick={() => mute.mutate("hour")}>
            {words("settings.alerts.mute.hour")}
          </Button>
          <Button onClick={() => mute.mutate("until-tomorrow")}>{words("settings.alerts.mute.tomorrow")}</Button>
        </>
      )}
    </Setting>
  );
}
