import { KeyRound } from "lucide-react";
import { useWords } from "#renderer/messages/words.ts";
import { Notice } from "#renderer/ui/notice.tsx";
import styles from "./starting.module.css";

/** What is waited for before the first screen: nothing is said of a start as short as it should be. */
export function Starting() {
  const words = useWords();
  return (
    <main className={styles["starting"]}>
      <h1 className="unseen">{words("app.name")}</h1>
      <div aria-live="polite">
        <Notice sign={KeyRound} title={words("start.title")} text={words("start.text")} />
      </div>
    </main>
  );
}
