import { useFormContext } from "react-hook-form";
import { useIntl } from "react-intl";
import { presentMoney } from "#core/present-money.ts";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./amount-field.module.css";
import type { DecisionDraft } from "./decision-draft.ts";

interface AmountFieldProps {
  readonly id: string;
  readonly money: { readonly amount: string; readonly currency: string };
  readonly disabled: boolean;
  /** Approving was tried without the right amount. */
  readonly missing: boolean;
  readonly onSend: () => void;
}

/** Above the limit: whoever approves writes down how much, as on a cheque. */
export function AmountField({ id, money, disabled, missing, onSend }: AmountFieldProps) {
  const words = useWords();
  const { locale } = useIntl();
  const { register } = useFormContext<DecisionDraft>();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id} className={styles["label"]}>
        {words("limit.field")}
      </label>
      <input
        {...register("amount")}
        id={id}
        className={styles["input"]}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        disabled={disabled}
        aria-invalid={missing}
        aria-describedby={`${id}-hint`}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.repeat) return;
          event.preventDefault();
          onSend();
        }}
      />
      <p id={`${id}-hint`} className={styles["hint"]} data-missing={missing} role={missing ? "alert" : undefined}>
        {words(missing ? "limit.wrong" : "limit.hint", {
          amount: presentMoney(money.amount, money.currency, locale).text,
        })}
      </p>
    </div>
  );
}
