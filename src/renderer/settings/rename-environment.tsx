import { useId, useState } from "react";
import { useEnvironmentChange } from "#renderer/hooks/use-environments.ts";
import type { Environment } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { takeFocus } from "#renderer/ui/take-focus.ts";
import { NotSaved } from "./not-saved.tsx";
import styles from "./environments-section.module.css";

interface RenameEnvironmentProps {
  readonly environment: Environment;
  readonly onDone: () => void;
}

export function RenameEnvironment({ environment, onDone }: RenameEnvironmentProps) {
  const words = useWords();
  const id = useId();
  const [name, setName] = useState(environment.name);
  const change = useEnvironmentChange();
  return (
    <form
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ id: environment.id, name: name.trim() }, { onSuccess: onDone });
      }}
    >
      <div className={styles["field"]}>
        <label htmlFor={id}>{words("settings.environment.name")}</label>
        <input
          id={id}
          ref={takeFocus}
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <NotSaved error={change.error} />
      <div className={styles["buttons"]}>
        <Button type="submit" tone="accent" disabled={name.trim() === "" || change.isPending}>
          {words("operator.rename")}
        </Button>
        <Button onClick={onDone}>{words("settings.cancel")}</Button>
      </div>
    </form>
  );
}
