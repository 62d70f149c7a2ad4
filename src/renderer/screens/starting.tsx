import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { useWords } from "#renderer/messages/words.ts";
import { Notice } from "#renderer/ui/notice.tsx";
import styles from "./starting.module.css";

/** Nothing is said of a start as short as it should be. */
const LONG_MS = 1_000;

/** What is waited for before the first screen. */
export function Starting() {
  const words = useWords();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timeout = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timeout);
  }, []);
  return (
    isLong && (
      <main className={styles["starting"]}>
        <h1 className="unseen">{words("app.name")}</h1>
        <div aria-live="polite">
          <Notice sign={KeyRound} title={words("start.title")} text={words("start.text")} />
        </div>
      </main>
    )
  );
}
