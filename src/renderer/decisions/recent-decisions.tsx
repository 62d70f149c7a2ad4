import { History } from "lucide-react";
import { plainText } from "#core/present-text.ts";
import { RECENT_DECISIONS } from "#core/recent-decisions.ts";
import { type Decision, useRecentDecisions } from "#renderer/hooks/use-card.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Notice } from "#renderer/ui/notice.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { DecisionActions } from "./decision-actions.tsx";
import { DecisionStatus } from "./decision-status.tsx";
import { detailWords } from "./decision-words.ts";
import styles from "./recent-decisions.module.css";

interface RecentDecisionsProps {
  readonly selected: string | undefined;
  readonly onOpen: (tokenId: string) => void;
}

/** What was decided on this computer and what became of it: never a hopeful "approved". */
export function RecentDecisions({ selected, onOpen }: RecentDecisionsProps) {
  const words = useWords();
  const tell = useErrorWords();
  const recent = useRecentDecisions();
  return (
    <div className={styles["pane"]}>
      <h2 className={styles["title"]}>{words("recent.title")}</h2>
      {recent.isError && (
        <Notice title={words("recent.failed.title")} text={tell(recent.error)} alert>
          <Button onClick={() => void recent.refetch()}>{words("app.tryAgain")}</Button>
        </Notice>
      )}
      <ul className={styles["list"]} aria-label={words("recent.title")} data-arrows="own">
        {recent.data?.map((decision) => (
          <RecentDecision
            key={decision.decisionId}
            decision={decision}
            selected={decision.tokenId === selected}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {recent.data !== undefined && recent.data.length >= RECENT_DECISIONS && (
        <p className={styles["older"]}>{words("recent.older")}</p>
      )}
      {recent.data?.length === 0 && (
        <Notice sign={History} title={words("recent.empty.title")} text={words("recent.empty.text")} />
      )}
    </div>
  );
}

interface RecentDecisionProps {
  readonly decision: Decision;
  readonly selected: boolean;
  readonly onOpen: (tokenId: string) => void;
}

function RecentDecision({ decision, selected, onOpen }: RecentDecisionProps) {
  const words = useWords();
  const writeInstant = useInstant();
  return (
    <li className={styles["item"]} aria-label={plainText(decision.title)} data-selected={selected}>
      <button
        type="button"
        className={styles["open"]}
        onClick={() => onOpen(decision.tokenId)}
        title={plainText(decision.title)}
      >
        <SafeText text={decision.title} />
      </button>
      <p className={styles["line"]}>
        <DecisionStatus decision={decision} />
        <span className={styles["what"]}>
          {words(`verdict.${decision.verdict}`)} · {writeInstant(decision.recordedAt)}
        </span>
      </p>
      <p className={styles["detail"]}>{detailWords(decision, words)}</p>
      <DecisionActions decision={decision} />
    </li>
  );
}
