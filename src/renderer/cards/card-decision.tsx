import { DecisionActions } from "#renderer/decisions/decision-actions.tsx";
import { DecisionStatus } from "#renderer/decisions/decision-status.tsx";
import { detailWords } from "#renderer/decisions/decision-words.ts";
import type { Card, Decision } from "#renderer/hooks/use-card.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./card-decision.module.css";

interface CardDecisionProps {
  readonly card: Card;
  readonly decision: Decision;
  readonly onNext: () => void;
}

/** What was decided here and how far it has come; then the run to its end, since approved is not executed. */
export function CardDecision({ card, decision, onNext }: CardDecisionProps) {
  const words = useWords();
  const writeInstant = useInstant();
  const { status } = decision;
  return (
    <div className={styles["bar"]}>
      <p className={styles["line"]}>
        <DecisionStatus decision={decision} />
        <span>
          {words(`verdict.${decision.verdict}`)} · {writeInstant(decision.recordedAt, "seconds")}
          {decision.attempts > 1 && ` · ${words("detail.attempts", { count: decision.attempts })}`}
        </span>
      </p>
      <p>{detailWords(decision, words)}</p>
      {status.state === "parked" && status.detail !== "" && (
        <p className={styles["soft"]} lang="en">
          <SafeText text={status.detail} />
        </p>
      )}
      {status.state === "delivered" && <RunLine card={card} decision={decision} />}
      {decision.comment !== undefined && decision.comment !== "" && (
        <p className={styles["comment"]}>
          <SafeText text={decision.comment} />
        </p>
      )}
      <div className={styles["actions"]}>
        <DecisionActions decision={decision} />
        <Button size="small" tone="quiet" onClick={onNext}>
          {words("decide.next")} <KeyHint keys="J" />
        </Button>
      </div>
    </div>
  );
}

interface RunLineProps {
  readonly card: Card;
  readonly decision: Decision;
}

function RunLine({ card, decision }: RunLineProps) {
  const words = useWords();
  if (decision.runEnd !== undefined) {
    return (
      <p>
        {words(`detail.runEnd.${decision.runEnd}`)}
        {card.run?.error !== undefined && (
          <>
            {" "}
            <SafeText text={card.run.error} />
          </>
        )}
      </p>
    );
  }
  const status = decision.runStatus ?? card.run?.status;
  return status === undefined ? null : <p className={styles["soft"]}>{words("detail.following", { status })}</p>;
}
