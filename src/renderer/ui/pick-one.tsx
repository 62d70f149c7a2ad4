import { ChevronDown } from "lucide-react";
import styles from "./pick-one.module.css";

interface PickOneProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onPick: (value: T) => void;
}

/** A small choice; the system's own select, which every assistive technology knows. */
export function PickOne<T extends string>({ label, value, options, onPick }: PickOneProps<T>) {
  return (
    <span className={styles["pick"]}>
      <select
        className={styles["select"]}
        aria-label={label}
        title={label}
        value={value}
        onChange={(event) => {
          const picked = options.find((option) => option.value === event.target.value);
          if (picked !== undefined) onPick(picked.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden />
    </span>
  );
}
