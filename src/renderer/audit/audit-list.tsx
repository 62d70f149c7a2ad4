import { useEffect } from "react";
import { flushSync } from "react-dom";
import type { MethodOutput } from "#ipc/contract.ts";
import { revealRow, useRowWindow } from "#renderer/hooks/use-row-window.ts";
import { useWindowKey } from "#renderer/hooks/use-window-key.ts";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./audit-list.module.css";
import { AuditRow } from "./audit-row.tsx";
import { useEntries } from "./use-audit.ts";

interface AuditListProps {
  readonly search: string;
  readonly first: MethodOutput<"audit.page">;
  readonly selected: number | undefined;
  readonly onSelect: (seq: number, how: "keys" | "pointer") => void;
}

const ROW_HEIGHT = 66;

/** The entries, newest first, of which only the visible ones exist; j, k and the arrows go from one to the next. */
export function AuditList({ search, first, selected, onSelect }: AuditListProps) {
  const words = useWords();
  const {
    attach,
    view,
    from,
    to,
    rows: visible,
  } = useRowWindow({ count: first.total, rowHeight: ROW_HEIGHT, spare: 2 });
  const entryAt = useEntries(search, first, from, to);
  // An entry that is still on its way has no number either.
  const place = selected === undefined ? undefined : visible.find((index) => entryAt(index)?.seq === selected);

  useEffect(() => {
    if (place !== undefined && view !== null) revealRow(view, place, ROW_HEIGHT);
  }, [place, view]);

  function move(step: 1 | -1): void {
    const next = entryAt(place === undefined ? from : place + step);
    if (next === undefined) return;
    // At once, and not with the next frame: an Enter that follows closely is meant for this row.
    flushSync(() => onSelect(next.seq, "keys"));
    document.querySelector<HTMLElement>(`[data-entry="${next.seq}"]`)?.focus({ preventScroll: true });
  }

  useWindowKey("j, down", () => move(1), { repeats: true });
  useWindowKey("k, up", () => move(-1), { repeats: true });

  return (
    <div ref={attach} className={styles["scroller"]}>
      <ul className={styles["list"]} aria-label={words("audit.list")} style={{ height: first.total * ROW_HEIGHT }}>
        {visible.map((index) => {
          const entry = entryAt(index);
          return (
            <li
              key={entry?.seq ?? `place-${index}`}
              className={styles["item"]}
              style={{ height: ROW_HEIGHT, transform: `translateY(${index * ROW_HEIGHT}px)` }}
              aria-setsize={first.total}
              aria-posinset={index + 1}
            >
              {entry !== undefined && (
                <AuditRow
                  entry={entry}
                  selected={entry.seq === selected}
                  focusable={index === (place ?? from)}
                  onSelect={() => onSelect(entry.seq, "pointer")}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
