import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { plainText } from "#core/present-text.ts";
import type { MethodOutput } from "#ipc/contract.ts";
import { findEnvironment, useSession } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import type { QueueFilter } from "./queue-filter.ts";
import styles from "./queue-list.module.css";
import { QueueRow } from "./queue-row.tsx";
import { useQueueRows } from "./use-queue-rows.ts";
import { useRowKeys } from "./use-row-keys.ts";

interface QueueListProps {
  readonly filter: QueueFilter;
  readonly first: MethodOutput<"queue.page">;
  readonly selected: string | undefined;
  readonly onSelect: (tokenId: string, how: "keys" | "pointer") => void;
}

const ROW_HEIGHT = 58;

/** The list, of which only the visible part exists; ten thousand gates feel like ten. */
export function QueueList({ filter, first, selected, onSelect }: QueueListProps) {
  const words = useWords();
  const session = useSession();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: first.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  const items = virtualizer.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  const rows = useQueueRows(filter, first, from, to);
  const place = selected === undefined ? undefined : rows.placeOf(selected);
  const focusable = place !== undefined && place >= from && place <= to ? place : from;
  const keys = useRowKeys({ filter, rows, selected, place, onSelect });

  // Rows above may come and go; the one that is open keeps its place under the operator's eyes.
  const { scrollToIndex } = virtualizer;
  useEffect(() => {
    if (place !== undefined) scrollToIndex(place, { align: "auto" });
  }, [place, scrollToIndex]);

  return (
    <div ref={scroller} className={styles["scroller"]} data-arrows="own" onKeyDown={keys}>
      <ul className={styles["list"]} aria-label={words(`queue.${filter.tab}`)} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows.rowAt(item.index);
          const environment = row === undefined ? undefined : findEnvironment(session, row.environmentId);
          return (
            <li
              key={row?.tokenId ?? `place-${item.index}`}
              className={styles["item"]}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              aria-label={row === undefined ? words("queue.row.loading", { position: item.index + 1 }) : plainText(row.title)}
              aria-setsize={rows.total}
              aria-posinset={item.index + 1}
            >
              {row === undefined ? (
                <span className={styles["placeholder"]} />
              ) : (
                <QueueRow
                  row={row}
                  kind={environment?.kind}
                  environmentName={environment?.name ?? ""}
                  clockOffset={session.clock?.offsetMs ?? 0}
                  selected={row.tokenId === selected}
                  focusable={item.index === focusable}
                  onSelect={() => onSelect(row.tokenId, "pointer")}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
