import { useEnvironmentRemoval } from "#renderer/hooks/use-environments.ts";
import type { Environment } from "#renderer/hooks/use-session.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { takeFocus } from "#renderer/ui/take-focus.ts";
import sectionStyles from "./section.module.css";
import styles from "./environments-section.module.css";

interface RemoveEnvironmentProps {
  readonly environment: Environment;
  readonly onDone: () => void;
}

/** Says what goes and what stays before anything goes. */
export function RemoveEnvironment({ environment, onDone }: RemoveEnvironmentProps) {
  const words = useWords();
  const tell = useErrorWords();
  const removal = useEnvironmentRemoval();
  return (
    <section
      ref={takeFocus}
      tabIndex={-1}
      className={styles["form"]}
      aria-label={words("settings.environment.remove", { name: environment.name })}
    >
      <p>{words("settings.environment.remove.text")}</p>
      {removal.isError && (
        <p role="alert" className={sectionStyles["problem"]}>
          {words("settings.environment.remove.refused", { reason: tell(removal.error) })}
        </p>
      )}
      <div className={styles["buttons"]}>
        <Button tone="reject" disabled={removal.isPending} onClick={() => removal.mutate(environment.id)}>
          {words("settings.environment.remove", { name: environment.name })}
        </Button>
        <Button onClick={onDone}>{words("settings.cancel")}</Button>
      </div>
    </section>
  );
}
