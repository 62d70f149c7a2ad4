import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useLayoutEffect, useRef } from "react";
import { useClient } from "#renderer/client-context.ts";
import type { Environment } from "#renderer/hooks/use-session.ts";
import { refusalWords, useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { takeFocus } from "#renderer/ui/take-focus.ts";
import styles from "./environments-section.module.css";

interface ReplaceKeyProps {
  readonly environment: Environment;
  readonly onDone: () => void;
}

/** Another key for the same environment: tested first, and the old one stays where the new one does not work. */
export function ReplaceKey({ environment, onDone }: ReplaceKeyProps) {
  const words = useWords();
  const tell = useErrorWords();
  const client = useClient();
  const queries = useQueryClient();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => takeFocus(field.current), []);
  const replace = useMutation({
    // SECURITY: read here and not handed over, since what a mutation is given stays in the cache's memory after it.
    mutationFn: () =>
      client.call("environments.replaceKey", { id: environment.id, secretKey: field.current?.value.trim() ?? "" }),
    onSuccess: async (answer) => {
      if (answer.result === "refused") return;
      await queries.invalidateQueries({ queryKey: ["session"] });
      onDone();
    },
  });
  const refusal = refusalWords(replace, tell);
  return (
    <form
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if ((field.current?.value ?? "").trim() !== "") replace.mutate();
      }}
    >
      <div className={styles["field"]}>
        <label htmlFor={id}>{words("settings.environment.newKey")}</label>
        <input id={id} ref={field} type="password" maxLength={500} autoComplete="off" spellCheck={false} />
      </div>
      {refusal !== undefined && (
        <div role="alert">
          <Banner tone="bad" title={words("settings.environment.keyKept")}>
            <p>{refusal}</p>
          </Banner>
        </div>
      )}
      <div className={styles["buttons"]}>
        <Button type="submit" tone="accent" disabled={replace.isPending}>
          {words(replace.isPending ? "connect.busy" : "settings.environment.testKey")}
        </Button>
        <Button onClick={onDone}>{words("settings.cancel")}</Button>
      </div>
    </form>
  );
}
