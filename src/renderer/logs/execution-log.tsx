import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { useLogs } from "#renderer/hooks/use-card.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import { SearchBox } from "#renderer/ui/search-box.tsx";
import styles from "./execution-log.module.css";
import { layOutLog, searchLog, withoutColours } from "./log-rows.ts";
import { LogRows } from "./log-view.tsx";

interface ExecutionLogProps {
  readonly tokenId: string;
}

/** The run's own log: follows its end until paused, searched and copied as text. */
export function ExecutionLog({ tokenId }: ExecutionLogProps) {
  const words = useWords();
  const tell = useErrorWords();
  const logs = useLogs(tokenId);
  const [search, setSearch] = useState("");
  const [following, setFollowing] = useState(true);
  const all = layOutLog(logs.data?.lines ?? []);
  const rows = searchLog(all, search);
  return (
    <section className={styles["section"]}>
      <header className={styles["head"]}>
        <h3>{words("log.title")}</h3>
        <span className={styles["count"]}>
          {search.trim() === ""
            ? words("log.lines", { count: all.length })
            : words("log.matches", { count: rows.length })}
        </span>
        <span className={styles["search"]}>
          <SearchBox
            label={words("log.search")}
            placeholder={words("log.search.placeholder")}
            value={search}
            onChange={setSearch}
          />
        </span>
        <Button size="small" aria-pressed={following} onClick={() => setFollowing(!following)}>
          {following ? <Pause aria-hidden /> : <Play aria-hidden />}
          {words(following ? "log.pause" : "log.follow")}
        </Button>
        <CopyButton text={rows.map((row) => withoutColours(row.text)).join("\n")} passing />
      </header>
      <LogRows rows={rows} following={following} onFollowing={setFollowing} />
      {logs.isError && (
        <p role="alert" className={styles["note"]}>
          {words("log.failed")} {tell(logs.error)}
        </p>
      )}
      {logs.data?.lines.length === 0 && <p className={styles["note"]}>{words("log.empty")}</p>}
      {logs.data?.ended === true && <p className={styles["note"]}>{words("log.ended")}</p>}
    </section>
  );
}
