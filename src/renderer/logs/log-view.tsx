import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useIntl } from "react-intl";
import { useWords } from "#renderer/messages/words.ts";
import { LogText } from "./log-line.tsx";
import type { LogRow } from "./log-rows.ts";
import styles from "./log-view.module.css";

interface LogRowsProps {
  readonly rows: readonly LogRow[];
  readonly following: boolean;
  readonly onFollowing: (following: boolean) => void;
}

const ROW_HEIGHT = 19;

/** Ten thousand lines, of which only the visible ones exist. */
export function LogRows({ rows, following, onFollowing }: LogRowsProps) {
  const words = useWords();
  const intl = useIntl();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const count = rows.length;
  useEffect(() => {
    const view = scroller.current;
    if (following && view !== null) view.scrollTop = view.scrollHeight;
  }, [following, count]);

  return (
    <div
      ref={scroller}
      role="log"
      aria-label={words("log.title")}
      // Said only when asked for: a run's chatter would drown everything else.
      aria-live="off"
      tabIndex={0}
      data-arrows="own"
      className={styles["view"]}
      // Only a person turns the wheel or presses a key; the log's own scrolling must not pause it.
      onWheel={(event) => (event.deltaY < 0 ? onFollowing(false) : undefined)}
      onKeyDown={(event) => (["ArrowUp", "PageUp", "Home"].includes(event.key) ? onFollowing(false) : undefined)}
    >
      <div className={styles["rows"]} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={row.key}
              className={styles["row"]}
              data-level={row.level}
              style={{ height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }}
            >
              <span className={styles["time"]}>
                {row.first
                  ? intl.formatTime(row.at, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false })
                  : ""}
              </span>
              <span className={styles["level"]}>{row.first ? row.level : ""}</span>
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
