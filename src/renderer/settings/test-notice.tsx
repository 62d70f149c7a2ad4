import { useMutation } from "@tanstack/react-query";
import { useClient } from "#renderer/client-context.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./section.module.css";

/** Shows one notification, and says what to do where none appears. */
export function TestNotice() {
  const words = useWords();
  const client = useClient();
  const test = useMutation({ mutationFn: () => client.call("notices.test", {}) });
  const outcome = test.isError ? "refused" : test.data?.outcome;
  return (
    <>
      <Button disabled={test.isPending} onClick={() => test.mutate()}>
        {words("settings.notice.test")}
      </Button>
      {outcome !== undefined && (
        <output className={outcome === "handed-over" ? undefined : styles["problem"]}>
          {words(`settings.notice.${outcome}`)}
        </output>
      )}
    </>
  );
}
