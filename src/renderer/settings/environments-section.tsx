import { useState } from "react";
import { useSession } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import { ConnectForm } from "#renderer/screens/connect-form.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { takeFocus } from "#renderer/ui/take-focus.ts";
import { EnvironmentItem } from "./environment-item.tsx";
import listStyles from "./environments-section.module.css";
import styles from "./section.module.css";

/** Every connected environment, each with its own key, and the way to one more. */
export function EnvironmentsSection() {
  const words = useWords();
  const { environments } = useSession();
  const [connecting, setConnecting] = useState<boolean>();
  return (
    <div className={styles["section"]}>
      <ul className={listStyles["list"]} aria-label={words("operator.connections")}>
        {environments.map((environment) => (
          <EnvironmentItem key={environment.id} environment={environment} />
        ))}
      </ul>
      {connecting === true ? (
        <section
          ref={takeFocus}
          tabIndex={-1}
          className={listStyles["form"]}
          aria-label={words("operator.addEnvironment")}
        >
          <h4>{words("operator.addEnvironment")}</h4>
          <ConnectForm onConnected={() => setConnecting(false)} />
          <Button onClick={() => setConnecting(false)}>{words("settings.cancel")}</Button>
        </section>
      ) : (
        <span>
          <Button ref={connecting === false ? takeFocus : undefined} onClick={() => setConnecting(true)}>
            {words("operator.addEnvironment")}
          </Button>
        </span>
      )}
    </div>
  );
}
