import { Moon } from "lucide-react";
import { presentMoney } from "#core/present-money.ts";
import { plainText } from "#core/present-text.ts";
import type { Environment, EnvironmentKind } from "#renderer/hooks/use-session.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useWords } from "#renderer/messages/words.ts";
import { EnvironmentBadge } from "#renderer/ui/environment-badge.tsx";
import { useIntl } from "react-intl";
import { ShortCountdown } from "./short-countdown.tsx";
import styles from "./queue-row.module.css";
import type { QueueRow as Row } from "./use-queue-rows.ts";

/** Keys held down while a row is pressed. */
export interface HeldKeys {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

interface QueueRowProps {
  readonly row: Row;
  readonly kind: EnvironmentKind | undefined;
  readonly environmentName: string;
  readonly colour: Environment["colour"];
  readonly clockOffset: number;
  readonly selected: boolean;
  readonly focusable: boolean;
  readonly onFocus: (tokenId: string) => void;
  readonly onBlur: () => void;
  /** `keys` are those that were held down with the pointer. */
  readonly onSelect: (tokenId: string, how: "enter" | "pointer", keys: HeldKeys) => void;
}

/** One waiting gate, from its tags alone. The title comes first, for ears as for eyes. */
export function QueueRow({
  row,
  kind,
  environmentName,
  colour,
  clockOffset,
  selected,
  focusable,
  onFocus,
  onBlur,
  onSelect,
}: QueueRowProps) {
  const words = useWords();
  const { locale } = useIntl();
  const money = row.money === undefined ? undefined : presentMoney(row.money.amount, row.money.currency, locale);
  const title = plainText(row.title);
  return (
    <button
      type="button"
      className={styles["row"]}
      data-token={row.tokenId}
      data-kind={kind}
      aria-current={selected ? "true" : undefined}
      tabIndex={focusable ? 0 : -1}
      onFocus={() => onFocus(row.tokenId)}
      onBlur={onBlur}
      // A click that no pointer made is the Enter key.
      onClick={(event) => onSelect(row.tokenId, event.detail === 0 ? "enter" : "pointer", event)}
      title={title}
    >
      <span className={styles["line"]}>
        <bdi className={styles["title"]} data-unseen={title !== row.title}>
          {title}
        </bdi>
        {row.snoozedUntil !== undefined ? (
          <SnoozedUntil until={row.snoozedUntil} />
        ) : row.state === "waiting" ? (
          <ShortCountdown deadline={row.deadline} clockOffset={clockOffset} />
        ) : (
          <RowState state={row.state} />
        )}
      </span>
      <span className={styles["line"]}>
        <span className={styles["facts"]}>
          {money !== undefined && <span className={styles["money"]}>{money.text}</span>}
          {row.kind !== undefined && <span className={styles["kind"]}>{row.kind}</span>}
        </span>
        <span className={styles["marks"]}>
          {row.approvals !== undefined && row.approvals.needed > 1 && (
            <span className={styles["mark"]}>
              {words("queue.approvals", { step: row.approvals.step, needed: row.approvals.needed })}
            </span>
          )}
          {(row.urgency === "critical" || row.urgency === "high") && (
            <span className={styles["urgency"]} data-urgency={row.urgency}>
              {words(`urgency.${row.urgency}`)}
            </span>
          )}
          {kind !== undefined && <EnvironmentBadge kind={kind} name={environmentName} colour={colour} />}
        </span>
      </span>
    </button>
  );
}

interface SnoozedUntilProps {
  readonly until: number;
}

function SnoozedUntil({ until }: SnoozedUntilProps) {
  const words = useWords();
  const writeInstant = useInstant();
  return (
    <span className={styles["state"]}>
      <Moon aria-hidden /> {words("queue.snoozedUntil", { time: writeInstant(until) })}
    </span>
  );
}

interface RowStateProps {
  readonly state: string;
}

function RowState({ state }: RowStateProps) {
  const words = useWords();
  const known = STATES.find((name) => name === (VENDOR_STATES[state] ?? state));
  return (
    <span className={styles["state"]} data-state={state}>
      {known === undefined ? state : words(`state.${known}`)}
    </span>
  );
}

/** What a gate is once somebody or time settled it and nobody here decided: the vendor's words, made ours. */
const VENDOR_STATES: Readonly<Record<string, string>> = {
  COMPLETED: "settled",
  TIMED_OUT: "expired",
  WAITING: "waiting",
};

const STATES = [
  "waiting",
  "settled",
  "held",
  "withdrawn",
  "queued",
  "sending",
  "confirming",
  "delivered",
  "superseded",
  "expired",
  "parked",
] as const;
