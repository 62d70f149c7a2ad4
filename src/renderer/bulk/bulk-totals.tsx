import { useIntl } from "react-intl";
import { presentMoney } from "#core/present-money.ts";
import { sumByCurrency } from "#core/sum-money.ts";
import { findEnvironment, useSession } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./bulk-totals.module.css";
import type { BulkGate } from "./use-bulk-review.ts";

interface BulkTotalsProps {
  /** Those that would be decided now. */
  readonly gates: readonly BulkGate[];
  /** Those that can be decided at all. */
  readonly open: readonly BulkGate[];
}

/** What the decision adds up to, a currency at a time, and where it takes effect. */
export function BulkTotals({ gates, open }: BulkTotalsProps) {
  const words = useWords();
  const { locale } = useIntl();
  const session = useSession();
  const totals = sumByCurrency(gates.flatMap(({ money }) => money ?? []));
  const withoutAmount = gates.filter(({ money }) => money === undefined).length;
  const places = [...new Set(open.map(({ environmentId }) => environmentId))].flatMap((id) => {
    const environment = findEnvironment(session, id);
    const count = open.filter((gate) => gate.environmentId === id).length;
    return environment === undefined ? [] : [{ environment, count }];
  });
  return (
    <div className={styles["head"]}>
      {places
        .toSorted((a, b) => Number(b.environment.kind === "production") - Number(a.environment.kind === "production"))
        .map(({ environment, count }) => (
          <p
            key={environment.id}
            className={styles["place"]}
            data-kind={environment.kind}
            data-colour={environment.colour}
          >
            <strong>{words(`environment.${environment.kind}`)}</strong> {environment.name} ·{" "}
            {words("queue.count", { count })}
            {environment.kind === "production" && <> · {words("environment.production.note")}</>}
          </p>
        ))}
      <dl className={styles["totals"]} aria-label={words("bulk.totals")}>
        {totals.map(({ currency, amount, gates: count }) => (
          <div key={currency}>
            <dt>{words("queue.count", { count })}</dt>
            <dd>{presentMoney(amount, currency, locale).text}</dd>
          </div>
        ))}
        {withoutAmount > 0 && (
          <div>
            <dt>{words("queue.count", { count: withoutAmount })}</dt>
            <dd className={styles["none"]}>{words("bulk.noAmount")}</dd>
          </div>
        )}
        {gates.length === 0 && (
          <div>
            <dt>{words("queue.count", { count: 0 })}</dt>
            <dd className={styles["none"]}>{words("bulk.nothingYet")}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
