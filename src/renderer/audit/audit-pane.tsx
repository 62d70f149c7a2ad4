import { useState } from "react";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Notice } from "#renderer/ui/notice.tsx";
import { SearchBox } from "#renderer/ui/search-box.tsx";
import { AuditExport } from "./audit-export.tsx";
import { AuditList } from "./audit-list.tsx";
import styles from "./audit-pane.module.css";
import { ChainCheck } from "./chain-check.tsx";
import { useFirstEntries } from "./use-audit.ts";

interface AuditPaneProps {
  readonly selected: number | undefined;
  readonly onSelect: (seq: number, how: "keys" | "pointer") => void;
}

/** What this computer wrote down about its decisions, and whether that still stands as it was written. */
export function AuditPane({ selected, onSelect }: AuditPaneProps) {
  const words = useWords();
  const [search, setSearch] = useState("");
  return (
    <div className={styles["pane"]}>
      <ChainCheck />
      <div className={styles["searching"]}>
        <SearchBox
          label={words("audit.search")}
          placeholder={words("audit.search.placeholder")}
          value={search}
          onChange={setSearch}
          ofList
        />
      </div>
      <Entries search={search} selected={selected} onSelect={onSelect} />
      <AuditExport />
    </div>
  );
}

interface EntriesProps extends AuditPaneProps {
  readonly search: string;
}

function Entries({ search, selected, onSelect }: EntriesProps) {
  const words = useWords();
  const tell = useErrorWords();
  const first = useFirstEntries(search);
  if (first.isError)
    return (
      <Notice title={words("audit.failed.title")} text={tell(first.error)} alert>
        <Button onClick={() => void first.refetch()}>{words("app.tryAgain")}</Button>
      </Notice>
    );
  if (first.data === undefined) return <p className={styles["soft"]}>{words("app.loading")}</p>;
  const { total } = first.data;
  if (total === 0)
    return search.trim() === "" ? (
      <Notice title={words("audit.empty.title")} text={words("audit.empty.text")} />
    ) : (
      <Notice title={words("audit.noMatch.title")} text={words("audit.noMatch.text")} />
    );
  return (
    <>
      {search.trim() !== "" && <output className={styles["soft"]}>{words("log.matches", { count: total })}</output>}
      <AuditList search={search} first={first.data} selected={selected} onSelect={onSelect} />
    </>
  );
}
