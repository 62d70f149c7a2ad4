import { useId } from "react";
import { Setting } from "./setting.tsx";
import styles from "./setting-choice.module.css";

interface SettingChoiceProps<T extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onPick: (value: T) => void;
}

/** One of a few: the system's own radio buttons, side by side. */
export function SettingChoice<T extends string>({ label, hint, value, options, onPick }: SettingChoiceProps<T>) {
  const id = useId();
  return (
    <Setting label={label} hint={hint}>
      <div role="radiogroup" aria-label={label} className={styles["choice"]}>
        {options.map((option) => (
          <label key={option.value} className={styles["option"]}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onPick(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </Setting>
  );
}
