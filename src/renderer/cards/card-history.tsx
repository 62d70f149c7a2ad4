import { useIntl } from "react-intl";
import { presentMoney } from "#core/present-money.ts";
import { plainText } from "#core/present-text.ts";
import type { MethodOutput } from "#ipc/contract.ts";
import type { Card } from "#renderer/hooks/use-card.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./card-history.module.css";
import { useHistory } from "./use-history.ts";

type History = NonNullable<MethodOutput<"card.history">>;

interface CardHistoryProps {
  readonly card: Card;
}

/** What this computer remembers of the gate and its payee, the warnings of it first. */
export function CardHistory({ card }: CardHistoryProps) {
  const words = useWords();
  const { data: history, isError } = useHistory(card);
  // A warning that could not be worked out must not look like one that was not needed.
  if (isError)
    return (
      <Banner tone="warn" title={words("history.failed.title")}>
        <p>{words("history.failed")}</p>
      </Banner>
    );
  if (history === undefined || history === null) return null;
  return (
    <section className={styles["section"]}>
      <h3>{words("history.title")}</h3>
      <HistoryWarnings history={history} />
      <ExposureToday history={history} />
      {history.earlierCount === 0 ? (
        <p className={styles["note"]}>{words(history.payee === "none" ? "history.none.gate" : "history.none.payee")}</p>
      ) : (
        <EarlierDecisions history={history} />
      )}
    </section>
  );
}

interface HistoryProps {
  readonly history: History;
}

function HistoryWarnings({ history }: HistoryProps) {
  const words = useWords();
  const { locale } = useIntl();
  const writeInstant = useInstant();
  const { payee, resembles, duplicate } = history;
  return (
    <>
      {duplicate !== undefined && (
        <Banner tone="warn" title={words("history.duplicate.title")}>
          <p>
            {words("history.duplicate", {
              amount: presentMoney(duplicate.money.amount, duplicate.money.currency, locale).text,
              time: writeInstant(duplicate.at),
            })}
          </p>
        </Banner>
      )}
      {resembles !== undefined && (
        <Banner tone="bad" title={words("history.resembles.title")}>
          <p>{words("history.resembles", { payee: plainText(resembles) })}</p>
        </Banner>
      )}
      {payee === "first" && resembles === undefined && (
        <Banner tone="note" title={words("history.first.title")}>
          <p>{words("history.first")}</p>
        </Banner>
      )}
      {payee === "other-account" && (
        <Banner tone="warn" title={words("history.otherAccount.title")}>
          <p>{words("history.otherAccount")}</p>
        </Banner>
      )}
    </>
  );
}

function ExposureToday({ history }: HistoryProps) {
  const words = useWords();
  const intl = useIntl();
  if (history.today.length === 0) return null;
  const sums = history.today.map(({ amount, currency }) => presentMoney(amount, currency, intl.locale).text);
  const count = history.today.reduce((sum, part) => sum + part.count, 0);
  return <p className={styles["note"]}>{words("history.today", { sums: intl.formatList(sums), count })}</p>;
}

function EarlierDecisions({ history }: HistoryProps) {
  const words = useWords();
  const { locale } = useIntl();
  const writeInstant = useInstant();
  return (
    <details>
      <summary>{words("history.earlier", { count: history.earlierCount })}</summary>
      <ul className={styles["list"]}>
        {history.earlier.map(({ tokenId, title, verdict, state, at, money }) => (
          <li key={`${tokenId} ${at}`}>
            <span className={styles["title"]}>
              <SafeText text={title} />
            </span>
            {money !== undefined && (
              <span className={styles["money"]}>{presentMoney(money.amount, money.currency, locale).text}</span>
            )}
            <span>
              {words(`verdict.done.${verdict}`)}, {words(`state.${state}`)}
            </span>
            <time dateTime={new Date(at).toISOString()}>{writeInstant(at)}</time>
          </li>
        ))}
      </ul>
    </details>
  );
}
