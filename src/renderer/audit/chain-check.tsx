import { RefreshCw, ShieldCheck } from "lucide-react";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./chain-check.module.css";
import { useAuditCheck } from "./use-audit.ts";

/** Whether nobody changed the log since it was written, by the same check that an exported one goes through. */
export function ChainCheck() {
  const words = useWords();
  const tell = useErrorWords();
  const check = useAuditCheck();
  return (
    <div className={styles["check"]}>
      <div aria-live="polite" aria-busy={check.isFetching}>
        {check.isFetching ? (
          <p className={styles["soft"]}>{words("audit.check.busy")}</p>
        ) : check.data === undefined ? (
          <p className={styles["bad"]}>{words("audit.check.failed", { reason: tell(check.error) })}</p>
        ) : (
          <Found check={check.data} />
        )}
      </div>
      <Button size="small" tone="quiet" disabled={check.isFetching} onClick={() => void check.refetch()}>
        <RefreshCw aria-hidden /> {words("audit.check.again")}
      </Button>
    </div>
  );
}

interface FoundProps {
  readonly check: NonNullable<ReturnType<typeof useAuditCheck>["data"]>;
}

function Found({ check }: FoundProps) {
  const words = useWords();
  const writeInstant = useInstant();
  const { entries, checkedAt, checkpoint, otherKeys, problemCount, problems } = check;
  if (problemCount > 0)
    return (
      <Banner tone="bad" compact title={words("audit.check.broken", { count: problemCount })}>
        <ul>
          {problems.map(({ entry, problem }) => (
            <li key={`${entry} ${problem}`}>{words("audit.check.problem", { entry, problem })}</li>
          ))}
        </ul>
        {problemCount > problems.length && (
          <p>{words("audit.check.more", { count: problemCount - problems.length })}</p>
        )}
        <p>{words("audit.check.broken.what")}</p>
      </Banner>
    );
  return (
    <>
      <p className={styles["good"]}>
        <ShieldCheck aria-hidden /> {words("audit.check.verified", { count: entries })}
      </p>
      <p className={styles["soft"]}>
        {checkpoint === undefined
          ? words("audit.check.noCheckpoint")
          : words("audit.check.checkpoint", { entry: checkpoint.entry, time: writeInstant(checkpoint.at) })}{" "}
        {words("audit.check.at", { time: writeInstant(checkedAt) })}
      </p>
      {otherKeys > 0 && <p className={styles["warn"]}>{words("audit.check.otherKeys", { count: otherKeys })}</p>}
    </>
  );
}
