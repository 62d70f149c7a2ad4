import type { ReactNode } from "react";
import styles from "./setting.module.css";

interface SettingProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

/** One line of a section: what it is, how it is changed, and what it means. */
export function Setting({ label, hint, children }: SettingProps) {
  return (
    <div className={styles["setting"]}>
      <span className={styles["label"]}>{label}</span>
      <div className={styles["control"]}>{children}</div>
      {hint !== undefined && <div className={styles["hint"]}>{hint}</div>}
    </div>
  );
}
