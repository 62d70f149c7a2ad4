import { nextZoom } from "#core/zoom.ts";
import { type Preferences, useChangePreferences, usePreferences } from "#renderer/hooks/use-preferences.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { commandKey } from "#renderer/ui/command-key.ts";
import { NotSaved } from "./not-saved.tsx";
import { SettingChoice } from "./setting-choice.tsx";
import { Setting } from "./setting.tsx";
import styles from "./section.module.css";

const THEMES = ["system", "light", "dark"] as const;
const CONTRASTS = ["normal", "more"] as const;
const MOTIONS = ["system", "reduced"] as const;
const LANGUAGES = ["system", "en", "de"] as const;

export function AppearanceSection() {
  const words = useWords();
  const { theme, contrast, motion, language, zoom } = usePreferences().appearance;
  const change = useChangePreferences();
  const pick = (part: Partial<Preferences["appearance"]>) => change.mutate({ appearance: part });
  const command = commandKey();
  return (
    <div className={styles["section"]}>
      <SettingChoice
        label={words("settings.theme")}
        value={theme}
        options={THEMES.map((value) => ({ value, label: words(`settings.theme.${value}`) }))}
        onPick={(value) => pick({ theme: value })}
      />
      <SettingChoice
        label={words("settings.contrast")}
        value={contrast}
        options={CONTRASTS.map((value) => ({ value, label: words(`settings.contrast.${value}`) }))}
        onPick={(value) => pick({ contrast: value })}
      />
      <SettingChoice
        label={words("settings.motion")}
        value={motion}
        options={MOTIONS.map((value) => ({ value, label: words(`settings.motion.${value}`) }))}
        onPick={(value) => pick({ motion: value })}
      />
      <Setting
        label={words("settings.zoom")}
        hint={words("settings.zoom.hint", { keys: `${command} +, ${command} −, ${command} 0` })}
      >
        <Button aria-label={words("settings.zoom.out")} onClick={() => pick({ zoom: nextZoom(zoom, "out") })}>
          −
        </Button>
        <output aria-label={words("settings.zoom")} className={styles["number"]}>
          {zoom} %
        </output>
        <Button aria-label={words("settings.zoom.in")} onClick={() => pick({ zoom: nextZoom(zoom, "in") })}>
          +
        </Button>
        <Button tone="quiet" disabled={zoom === 100} onClick={() => pick({ zoom: 100 })}>
          {words("settings.zoom.reset")}
        </Button>
      </Setting>
      <SettingChoice
        label={words("settings.language")}
        hint={words("settings.language.hint")}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: words(`settings.language.${value}`) }))}
        onPick={(value) => pick({ language: value })}
      />
      <NotSaved error={change.error} />
    </div>
  );
}
