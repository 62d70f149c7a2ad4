import { usePresence, useStartAtLogin } from "#renderer/hooks/use-presence.ts";
import { useWords } from "#renderer/messages/words.ts";
import { NotSaved } from "./not-saved.tsx";
import { SettingSwitch } from "./setting-switch.tsx";
import { Setting } from "./setting.tsx";
import { ShortcutSetting } from "./shortcut-setting.tsx";

/** What the system knows better than we do: its do-not-disturb, its login, its shortcuts and its links. */
export function PresenceSettings() {
  const words = useWords();
  const presence = usePresence();
  const change = useStartAtLogin();
  if (presence === undefined) return <p>{words("app.loading")}</p>;
  const { doNotDisturb, startAtLogin, links, shortcutProblem } = presence;
  return (
    <>
      <Setting label={words("settings.alerts.disturb")} hint={words(`settings.alerts.disturb.${doNotDisturb}.hint`)}>
        <output>{words(`settings.alerts.disturb.${doNotDisturb}`)}</output>
      </Setting>
      <SettingSwitch
        label={words("settings.alerts.login")}
        option={words("settings.alerts.login.on")}
        hint={
          <>
            <p>{words("settings.alerts.login.hint")}</p>
            <NotSaved error={change.error} />
          </>
        }
        on={startAtLogin}
        disabled={change.isPending}
        onSwitch={(on) => change.mutate(on)}
      />
      <ShortcutSetting problem={shortcutProblem} />
      <Setting label={words("settings.alerts.links")} hint={words("settings.alerts.links.hint")}>
        <output>{words(links ? "settings.alerts.links.here" : "settings.alerts.links.elsewhere")}</output>
      </Setting>
    </>
  );
}
