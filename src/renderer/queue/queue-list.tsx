import { useEffect, useRef, useState } from "react";
import { plainText } from "#core/present-text.ts";
import type { QueuePage } from "#ipc/contract.ts";
import { revealRow, useRowWindow } from "#renderer/hooks/use-row-window.ts";
import { findEnvironment, useSession } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import type { QueueFilter } from "./queue-filter.ts";
import styles from "./queue-list.module.css";
import { type HeldKeys, QueueRow } from "./queue-row.tsx";
import { useQueueRows } from "./use-queue-rows.ts";
import { useRowKeys } from "./use-row-keys.ts";
import type { Selection } from "./use-selection.ts";

interface QueueListProps {
  readonly filter: QueueFilter;
  readonly first: QueuePage;
  readonly selected: string | undefined;
  readonly onSelect: (tokenId: string, how: "keys" | "enter" | "pointer") => void;
  /** Gates selected to be decided or put off together; only what waits can be. */
  readonly selection: Selection | undefined;
}

const ROW_HEIGHT = 58;

/** The list, of which only the visible part exists; ten thousand gates feel like ten. */
export function QueueList({ filter, first, selected, onSelect, selection }: QueueListProps) {
  const words = useWords();
  const session = useSession();
  const {
    attach,
    view,
    from,
    to,
    rows: visible,
  } = useRowWindow({ count: first.total, rowHeight: ROW_HEIGHT, spare: 1 });
  const rows = useQueueRows(filter, first, from, to);
  const place = selected === undefined ? undefined : rows.placeOf(selected);
  const focusable = place !== undefined && place >= from && place <= to ? place : from;
  useRowKeys({ filter, rows, selected, place, onSelect, onExtend: selection?.extendTo });
  const chosen = new Set(selection?.ids);
  const [hovered, setHovered] = useState<string>();

  function press(tokenId: string, how: "enter" | "pointer", keys: HeldKeys): void {
    if (selection !== undefined && keys.shiftKey) void selection.extendTo(tokenId);
    else if (selection !== undefined && (keys.ctrlKey || keys.metaKey)) selection.toggle(tokenId);
    else onSelect(tokenId, how);
  }

  // Rows above may come and go; the one that is open is kept under the operator's eyes.
  useEffect(() => {
    if (place !== undefined && view !== null) revealRow(view, place, ROW_HEIGHT);
  }, [place, view]);

  const { onFocus, onBlur } = useKeptFocus();

  return (
    <div ref={attach} className={styles["scroller"]}>
      <ul
        className={styles["list"]}
        data-choosing={chosen.size > 0}
        aria-label={words(`queue.${filter.tab}`)}
        style={{ height: first.total * ROW_HEIGHT }}
      >
        {visible.map((index) => {
          const row = rows.rowAt(index);
          const environment = row === undefined ? undefined : findEnvironment(session, row.environmentId);
          return (
            <li
              key={row?.tokenId ?? `place-${index}`}
              className={styles["item"]}
              style={{ height: ROW_HEIGHT, transform: `translateY(${index * ROW_HEIGHT}px)` }}
              aria-label={
                row === undefined ? words("queue.row.loading", { position: index + 1 }) : plainText(row.title)
              }
              aria-setsize={rows.total}
              aria-posinset={index + 1}
              data-chosen={row !== undefined && chosen.has(row.tokenId)}
              onPointerEnter={() => setHovered(row?.tokenId)}
              onPointerLeave={() => setHovered(undefined)}
            >
              {row !== undefined && selection !== undefined && (chosen.size > 0 || row.tokenId === hovered) && (
                <input
                  type="checkbox"
                  className={styles["check"]}
                  checked={chosen.has(row.tokenId)}
                  aria-label={words("select.one", { title: plainText(row.title) })}
                  tabIndex={-1}
                  onClick={(event) => {
                    // The keys go on working: they are off inside fields only.
                    event.currentTarget.blur();
                    if (event.shiftKey) void selection.extendTo(row.tokenId);
                    else selection.toggle(row.tokenId);
                  }}
                  onChange={() => undefined}
                />
              )}
              {row === undefined ? (
                <span className={styles["placeholder"]} />
              ) : (
                <QueueRow
                  row={row}
                  kind={session.environments.length > 1 ? environment?.kind : undefined}
                  environmentName={environment?.name ?? ""}
                  colour={environment?.colour}
                  clockOffset={session.clock?.offsetMs ?? 0}
                  selected={row.tokenId === selected}
                  focusable={index === focusable}
                  onFocus={onFocus}
                  onBlur={onBlur}
                  onSelect={press}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** A row that the list moved far away is made anew there; where it had the focus, it gets it back. */
function useKeptFocus() {
  const focused = useRef<string | null>(null);
  useEffect(() => {
    if (focused.current === null || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`[data-token="${focused.current}"]`)?.focus({ preventScroll: true });
  });
  return {
    onFocus: (tokenId: string) => {
      focused.current = tokenId;
    },
    // Only what a person does; a row that is taken away says nothing.
    onBlur: () => {
      focused.current = null;
    },
  };
}
