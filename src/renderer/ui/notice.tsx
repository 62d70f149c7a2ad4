import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./notice.module.css";

interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly alert?: boolean;
  /** A quiet sign above the words, where nothing is the matter. */
  readonly sign?: LucideIcon;
  readonly children?: ReactNode;
}

/** A pane that has nothing to show: what is so, and what to do. */
export function Notice({ title, text, alert, sign: Sign, children }: NoticeProps) {
  return (
    <div className={styles["notice"]} role={alert === true ? "alert" : undefined}>
      {Sign !== undefined && <Sign aria-hidden />}
      <p className={styles["title"]}>{title}</p>
      <p className={styles["text"]}>{text}</p>
      {children}
    </div>
  );
}
