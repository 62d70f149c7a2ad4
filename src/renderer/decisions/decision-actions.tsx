import { useClock } from "#renderer/hooks/clock.ts";
import type { Decision } from "#renderer/hooks/use-card.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useDecisionAction } from "./use-decision-action.ts";
import styles from "./decision-actions.module.css";

interface DecisionActionsProps {
  readonly decision: Decision;
}

export function DecisionActions({ decision }: DecisionActionsProps) {
  const words = useWords();
  const tell = useErrorWords();
  const act = useDecisionAction();
  if (decision.can.length === 0 && !act.isError) return null;
  return (
    <div className={styles["actions"]}>
      {decision.can.map((action) => (
        <Button
          key={action}
          size="small"
          disabled={act.isPending}
          onClick={() => act.mutate({ action, decisionId: decision.decisionId })}
        >
          {action === "undo" ? <UndoWords decision={decision} /> : words(`action.${action}`)}
        </Button>
      ))}
      {act.isError && (
        <p role="alert" className={styles["failed"]}>
          {words("action.failed", { reason: tell(act.error) })}
        </p>
      )}
    </div>
  );
}

// The hold runs on this computer's clock, as the outbox does.
function UndoWords({ decision }: DecisionActionsProps) {
  const words = useWords();
  const { status } = decision;
  const seconds = useClock((now) =>
    status.state === "held" ? Math.max(0, Math.ceil((status.until - now) / 1_000)) : 0,
  );
  return <>{seconds > 0 ? words("action.undo.left", { seconds }) : words("action.undo")}</>;
}
