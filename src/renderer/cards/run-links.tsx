import { useMutation } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useClient } from "#renderer/client-context.ts";
import type { Card } from "#renderer/hooks/use-card.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import styles from "./run-links.module.css";

interface RunLinksProps {
  readonly tokenId: string;
  readonly run: NonNullable<Card["run"]>;
}

/** To the run's own page at Trigger.dev, in the browser; where the server has none that may be opened, it says so. */
export function RunLinks({ tokenId, run }: RunLinksProps) {
  const words = useWords();
  const tell = useErrorWords();
  const client = useClient();
  const opening = useMutation({ mutationFn: () => client.call("card.openRun", { tokenId }) });
  return (
    <div className={styles["links"]}>
      {opening.isError && (
        <span role="alert" className={styles["note"]}>
          {tell(opening.error)}
        </span>
      )}
      {run.hasPage === true ? (
        <Button size="small" tone="quiet" onClick={() => opening.mutate()}>
          <ExternalLink aria-hidden /> {words("run.open")}
        </Button>
      ) : (
        <span className={styles["note"]}>{words("run.noPage")}</span>
      )}
      <CopyButton text={run.runId} label={words("run.copy")} />
    </div>
  );
}
