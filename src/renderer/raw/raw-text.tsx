import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useReachable } from "#renderer/hooks/use-reachable.ts";
import { revealRow, useRowWindow } from "#renderer/hooks/use-row-window.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { SearchBox } from "#renderer/ui/search-box.tsx";
import { cutIntoRows, findRows } from "./raw-rows.ts";
import styles from "./raw-text.module.css";

interface RawTextProps {
  readonly label: string;
  readonly text: string;
}

const ROW_HEIGHT = 18;

/** A text as it came: read-only, searched and copied, and of a megabyte only what is visible exists. */
export function RawText({ label, text }: RawTextProps) {
  const words = useWords();
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const rows = cutIntoRows(text);
  const found = findRows(rows, search);
  const current = found[at % Math.max(1, found.length)];
  const { attach, view, rows: visible } = useRowWindow({ count: rows.length, rowHeight: ROW_HEIGHT, spare: 4 });
  useReachable(view);

  function goTo(place: number, among: readonly number[]): void {
    setAt(place);
    const row = among[place % Math.max(1, among.length)];
    if (row !== undefined && view !== null) revealRow(view, row, ROW_HEIGHT);
  }

  function searchFor(wanted: string): void {
    setSearch(wanted);
    goTo(0, findRows(rows, wanted));
  }

  return (
    <div className={styles["raw"]}>
      <div className={styles["tools"]}>
        <SearchBox
          label={words("raw.search")}
          placeholder={words("raw.search")}
          value={search}
          onChange={searchFor}
          onEnter={() => goTo(at + 1, found)}
        />
        {search.trim() !== "" && (
          <>
            <output className={styles["count"]}>
              {found.length === 0
                ? words("log.matches", { count: 0 })
                : words("raw.place", { place: (at % found.length) + 1, count: found.length })}
            </output>
            <Button size="small" disabled={found.length < 2} onClick={() => goTo(at + 1, found)}>
              <ChevronDown aria-hidden /> {words("raw.next")}
            </Button>
          </>
        )}
        <span className={styles["copy"]}>
          <CopyButton text={text} passing />
        </span>
      </div>
      <section ref={attach} className={styles["view"]} aria-label={label} data-arrows="own">
        <div className={styles["rows"]} style={{ height: rows.length * ROW_HEIGHT }}>
          {visible.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={row.key}
                className={styles["row"]}
                data-current={index === current}
                style={{ height: ROW_HEIGHT, transform: `translateY(${index * ROW_HEIGHT}px)` }}
              >
                <span className={styles["line"]} aria-hidden>
                  {row.line ?? ""}
                </span>
                <span className={styles["text"]}>
                  <SafeText text={row.text} />
                </span>
              </div>
            );
          })}
        </div>
      </section>
    </div>
  );
}
