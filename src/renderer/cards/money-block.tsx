import { useIntl } from "react-intl";
import { valueAt } from "#core/pointer-steps.ts";
import { presentAccount } from "#core/present-account.ts";
import { presentMoney } from "#core/present-money.ts";
import type { Request } from "#renderer/hooks/use-card.ts";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { AccountCheck } from "./account-check.tsx";
import { LookAlikeWarning } from "./look-alike-warning.tsx";
import styles from "./money-block.module.css";

interface MoneyBlockProps {
  readonly request: Request;
}

/** How much, to whom, to which account: first and exact. */
export function MoneyBlock({ request }: MoneyBlockProps) {
  const words = useWords();
  const { locale } = useIntl();
  const { money, parameters } = request;
  if (money === undefined) return null;
  const amount = presentMoney(valueAt(parameters, money.amount), valueAt(parameters, money.currency), locale);
  const payee = money.payee === undefined ? undefined : valueAt(parameters, money.payee);
  const account = money.account === undefined ? undefined : valueAt(parameters, money.account);
  return (
    <div className={styles["block"]}>
      <p className={styles["line"]}>
        <span className={styles["amount"]} data-exact={amount.kind === "exact"}>
          {amount.text}
        </span>
        {payee !== undefined && (
          <span className={styles["payee"]}>
            <span className={styles["to"]}>{words("money.to")}</span>{" "}
            <SafeText text={typeof payee === "string" ? payee : JSON.stringify(payee)} />
          </span>
        )}
      </p>
      {amount.kind === "unverifiable" && <p className={styles["problem"]}>{words("money.unverifiable")}</p>}
      {typeof account === "string" && (
        <p className={styles["account"]}>
          <SafeText text={presentAccount(account).text} /> <AccountCheck account={account} />
        </p>
      )}
      {typeof payee === "string" && <LookAlikeWarning name={payee} />}
    </div>
  );
}
