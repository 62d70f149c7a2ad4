import { useIntl } from "react-intl";
import { presentAccount } from "#core/present-account.ts";
import { presentMoney } from "#core/present-money.ts";
import { plainText } from "#core/present-text.ts";
import type { Environment } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import { ShortCountdown } from "#renderer/queue/short-countdown.tsx";
import { EnvironmentBadge } from "#renderer/ui/environment-badge.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./bulk-row.module.css";
import type { BulkGate } from "./use-bulk-review.ts";

interface BulkRowProps {
  readonly gate: BulkGate;
  readonly environment: Environment | undefined;
  readonly clockOffset: number;
  readonly seen: boolean;
  readonly onOpen: () => void;
}

/** What one gate of many asks for, on one line: payee, account, amount and deadline, or why it takes no part. */
export function BulkRow({ gate, environment, clockOffset, seen, onOpen }: BulkRowProps) {
  const words = useWords();
  const { locale } = useIntl();
  const money = gate.money === undefined ? undefined : presentMoney(gate.money.amount, gate.money.currency, locale);
  return (
    <div
      className={styles["row"]}
      data-kind={environment?.kind}
      data-out={gate.objection !== undefined}
      data-seen={seen}
    >
      <button type="button" className={styles["what"]} title={plainText(gate.title)} onClick={onOpen}>
        <SafeText text={gate.payee ?? gate.title} />
      </button>
      <span className={styles["account"]}>
        {gate.account === undefined ? (
          <span className={styles["kind"]}>{gate.payee && plainText(gate.title)}</span>
        ) : (
          <SafeText text={presentAccount(gate.account).text} />
        )}
      </span>
      {gate.objection === undefined ? (
        <>
          <span className={styles["money"]}>{money?.text ?? words("bulk.noAmount")}</span>
          <span className={styles["deadline"]}>
            <ShortCountdown deadline={gate.deadline} clockOffset={clockOffset} />
          </span>
        </>
      ) : (
        <span className={styles["why"]}>{words(`bulk.out.${gate.objection}`)}</span>
      )}
      <span className={styles["where"]}>
        {environment !== undefined && (
          <EnvironmentBadge kind={environment.kind} name={environment.name} colour={environment.colour} />
        )}
      </span>
    </div>
  );
}
