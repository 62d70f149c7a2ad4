import { useSession } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import { TestNotice } from "#renderer/settings/test-notice.tsx";
import { ConnectForm } from "./connect-form.tsx";
import styles from "./connect-screen.module.css";
import { OperatorLine } from "./operator-line.tsx";

/** First run: the key, who you are, and the line that the task's author needs. */
export function ConnectScreen() {
  const words = useWords();
  const { operator } = useSession();
  return (
    <main className={styles["screen"]}>
      <div className={styles["sheet"]}>
        <header>
          <p className={styles["name"]}>{words("app.name")}</p>
          <h1 className={styles["title"]}>{words("connect.title")}</h1>
          <p className={styles["intro"]}>{words("connect.intro")}</p>
        </header>
        <ConnectForm />
        <section className={styles["operator"]}>
          <h2>{words("connect.operator")}</h2>
          <p>{words("connect.operator.text")}</p>
          <OperatorLine line={operator.line} />
        </section>
        <section className={styles["operator"]}>
          <h2>{words("settings.notice")}</h2>
          <p>{words("settings.notice.hint")}</p>
          <span className={styles["row"]}>
            <TestNotice />
          </span>
        </section>
      </div>
    </main>
  );
}
