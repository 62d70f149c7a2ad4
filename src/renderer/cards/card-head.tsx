import { Pause } from "lucide-react";
import type { Card } from "#renderer/hooks/use-card.ts";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { CardCountdown } from "./card-countdown.tsx";
import styles from "./card-head.module.css";
import { MoneyBlock } from "./money-block.tsx";

interface CardHeadProps {
  readonly card: Card;
  readonly headingId: string;
}

/** Title, money and time left: what is read first. */
export function CardHead({ card, headingId }: CardHeadProps) {
  const words = useWords();
  const { request, run } = card;
  const waits = isWaiting(card);
  return (
    <header className={styles["head"]}>
      <div className={styles["top"]}>
        <div className={styles["what"]}>
          <h2 id={headingId} className={styles["title"]} tabIndex={-1}>
            <SafeText text={card.title} />
          </h2>
          {request !== undefined && <MoneyBlock request={request} />}
        </div>
        {waits && <CardCountdown deadline={card.deadline} />}
      </div>
      <p className={styles["state"]}>
        {waits && (
          <span className={styles["paused"]}>
            <Pause aria-hidden />
            {words(canBeDecided(card) ? "card.paused" : "card.paused.other")}
          </span>
        )}
        {run?.ended === true && <span>{words("card.runEnded")}</span>}
        {run !== undefined && <span>{words("card.vendorStatus", { status: run.status })}</span>}
        {request !== undefined && request.approvals.needed > 1 && (
          <span className={styles["step"]}>
            {words("card.approvals.step", { step: request.approvals.step, needed: request.approvals.needed })}
          </span>
        )}
      </p>
    </header>
  );
}

// "For you" only where this operator's decision would be believed.
function canBeDecided({ condition }: Card): boolean {
  return ["ready", "loading", "amount-unverifiable"].includes(condition.kind) || condition.kind.startsWith("payload-");
}

function isWaiting({ condition, decision, run }: Card): boolean {
  const over = condition.kind === "settled" || condition.kind === "expired" || condition.kind === "orphaned";
  return !over && run?.ended !== true && (decision === undefined || decision.status.state === "withdrawn");
}
