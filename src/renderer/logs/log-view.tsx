import { useIntl } from "react-intl";
import { useRowWindow } from "#renderer/hooks/use-row-window.ts";
import { useWords } from "#renderer/messages/words.ts";
import { LogText } from "./log-text.tsx";
import type { LogRow } from "./log-rows.ts";
import styles from "./log-view.module.css";
import { useFollow } from "./use-follow.ts";

interface LogRowsProps {
  readonly rows: readonly LogRow[];
  readonly following: boolean;
  readonly onFollowing: (following: boolean) => void;
}

const ROW_HEIGHT = 19;
const CLOCK_TIME = { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false } as const;

/** Ten thousand lines, of which only the visible ones exist. */
export function LogRows({ rows, following, onFollowing }: LogRowsProps) {
  const words = useWords();
  const intl = useIntl();
  const { attach, view, rows: visible } = useRowWindow({ count: rows.length, rowHeight: ROW_HEIGHT, spare: 1 });
  useFollow(view, rows.length, following, () => onFollowing(false));
  return (
    <div
      ref={attach}
      role="log"
      aria-label={words("log.title")}
      // Said only when asked for: a run's chatter would drown everything else.
      aria-live="off"
      data-arrows="own"
      className={styles["view"]}
    >
      <div className={styles["rows"]} style={{ height: rows.length * ROW_HEIGHT }}>
        {visible.map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={row.key}
              className={styles["row"]}
              data-level={row.level}
              style={{ height: ROW_HEIGHT, transform: `translateY(${index * ROW_HEIGHT}px)` }}
            >
              <span className={styles["stamp"]}>
                {row.first ? `${intl.formatTime(row.at, CLOCK_TIME)} ${row.level}` : ""}
              </span>
              <span className={styles["text"]}>
                <LogText text={row.text} />
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
