import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useClient } from "#renderer/client-context.ts";
import { useSession } from "#renderer/hooks/use-session.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { OperatorLine } from "./operator-line.tsx";
import styles from "./operator-panel.module.css";

interface OperatorPanelProps {
  readonly onConnect: () => void;
}

/** Who decides here: name, key, and where keys live. */
export function OperatorPanel({ onConnect }: OperatorPanelProps) {
  const words = useWords();
  const tell = useErrorWords();
  const client = useClient();
  const queries = useQueryClient();
  const id = useId();
  const { operator, vault, version, runtime, environments } = useSession();
  const [name, setName] = useState(operator.name);
  const rename = useMutation({
    mutationFn: () => client.call("session.rename", { name: name.trim() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["session"] }),
  });
  return (
    <div className={styles["panel"]}>
      <form
        className={styles["name"]}
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate();
        }}
      >
        <label htmlFor={id}>{words("operator.name")}</label>
        <input id={id} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        <Button type="submit" disabled={rename.isPending || name.trim() === "" || name.trim() === operator.name}>
          {words("operator.rename")}
        </Button>
        <output>{rename.isSuccess && words("operator.renamed")}</output>
        {rename.isError && <p role="alert">{tell(rename.error)}</p>}
      </form>
      <dl className={styles["facts"]}>
        <dt>{words("operator.keyId")}</dt>
        <dd>{operator.keyId}</dd>
        <dt>{words("operator.publicKey")}</dt>
        <dd>{operator.publicKey}</dd>
      </dl>
      <h3>{words("operator.line")}</h3>
      <OperatorLine line={operator.line} />
      <h3>{words("operator.connections")}</h3>
      <ul className={styles["environments"]}>
        {environments.map((environment) => (
          <li key={environment.id}>
            <span>{environment.name}</span> <span>{words(`environment.${environment.kind}`)}</span>{" "}
            <span>{environment.address}</span> <span>{words(`connection.${environment.connection.state}`)}</span>
          </li>
        ))}
      </ul>
      <span>
        <Button onClick={onConnect}>{words("operator.addEnvironment")}</Button>
      </span>
      <p className={styles["soft"]}>
        {words(`operator.vault.${vault.kind}`)} {words("operator.version", { version, electron: runtime.electron })}
      </p>
    </div>
  );
}
