import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./banner.module.css";

export type BannerTone = "note" | "warn" | "bad";

interface BannerProps {
  readonly tone: BannerTone;
  readonly title: string;
  readonly compact?: boolean;
  readonly children?: ReactNode;
}

const ICONS = { note: Info, warn: TriangleAlert, bad: CircleAlert } as const;

/** A named state: what is so, what is safe, what to do. */
export function Banner({ tone, title, compact, children }: BannerProps) {
  const Icon = ICONS[tone];
  return (
    <div className={styles["banner"]} data-tone={tone} data-compact={compact === true} role="note" aria-label={title}>
      <Icon aria-hidden />
      <div className={styles["words"]}>
        <p className={styles["title"]}>{title}</p>
        {children}
      </div>
    </div>
  );
}
