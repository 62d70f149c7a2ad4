import { useId } from "react";
import type { MethodOutput } from "#ipc/contract.ts";
import { usePreferences } from "#renderer/hooks/use-preferences.ts";
import { useShortcutChange } from "#renderer/hooks/use-presence.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { acceleratorOf, presentAccelerator } from "./accelerator.ts";
import { NotSaved } from "./not-saved.tsx";
import { Setting } from "./setting.tsx";
import styles from "./section.module.css";

interface ShortcutSettingProps {
  readonly problem: MethodOutput<"presence.get">["shortcutProblem"];
}

/** The keys that bring the window to the front from anywhere: pressed in the field, not spelled. */
export function ShortcutSetting({ problem }: ShortcutSettingProps) {
  const words = useWords();
  const id = useId();
  const { shortcut } = usePreferences().alerts;
  const change = useShortcutChange();
  return (
    <Setting
      label={<label htmlFor={id}>{words("settings.alerts.shortcut")}</label>}
      hint={
        <>
          <p id={`${id}-hint`}>{words("settings.alerts.shortcut.hint")}</p>
          {problem !== undefined && (
            <p role="alert" className={styles["problem"]}>
              {words(`settings.alerts.shortcut.${problem.cause}`, { keys: presentAccelerator(problem.accelerator) })}
            </p>
          )}
          <NotSaved error={change.error} />
        </>
      }
    >
      <input
        id={id}
        className={styles["keys"]}
        readOnly
        value={presentAccelerator(shortcut)}
        placeholder={words("settings.alerts.shortcut.none")}
        aria-describedby={`${id}-hint`}
        onKeyDown={({ nativeEvent: event }) => {
          const accelerator = acceleratorOf(event);
          if (accelerator === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          change.mutate(accelerator);
        }}
      />
      {shortcut !== "" && (
        <Button tone="quiet" onClick={() => change.mutate("")}>
          {words("settings.remove")}
        </Button>
      )}
    </Setting>
  );
}
