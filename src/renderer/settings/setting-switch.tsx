import type { ReactNode } from "react";
import choiceStyles from "./setting-choice.module.css";
import { Setting } from "./setting.tsx";

interface SettingSwitchProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is so while the box is ticked. */
  readonly option: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onSwitch: (on: boolean) => void;
}

/** Something that is so or is not. */
export function SettingSwitch({ label, hint, option, on, disabled, onSwitch }: SettingSwitchProps) {
  return (
    <Setting label={label} hint={hint}>
      <label className={choiceStyles["option"]}>
        <input
          type="checkbox"
          checked={on}
          disabled={disabled}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
        {option}
      </label>
    </Setting>
  );
}
