import { useId, useState } from "react";
import { useIntl } from "react-intl";
import { presentMoney } from "#core/present-money.ts";
import {
  type Preferences,
  useChangePreferences,
  useLatestPreferences,
  usePreferences,
} from "#renderer/hooks/use-preferences.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { NotSaved } from "./not-saved.tsx";
import { Setting } from "./setting.tsx";
import styles from "./section.module.css";
import listStyles from "./limits-setting.module.css";

type Limits = Preferences["decisions"]["limits"];

const AMOUNT = /^(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?$/u;

/** Above which amount, a currency at a time, the amount has to be typed. */
export function LimitsSetting() {
  const words = useWords();
  const { locale } = useIntl();
  const id = useId();
  const { limits } = usePreferences().decisions;
  const change = useChangePreferences();
  const [currency, setCurrency] = useState("");
  const [amount, setAmount] = useState("");
  const [wrong, setWrong] = useState(false);
  const save = (next: Limits) => change.mutate({ decisions: { limits: next } });
  const latest = useLatestPreferences();
  const without = (gone: string) => latest().decisions.limits.filter((limit) => limit.currency !== gone);

  function add(): void {
    const code = currency.trim().toUpperCase();
    const decimal = amount.trim().replace(",", ".");
    const isRight = /^[A-Z]{3}$/u.test(code) && AMOUNT.test(decimal);
    setWrong(!isRight);
    if (!isRight) return;
    save(
      [...without(code), { currency: code, amount: decimal }].toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
    );
    setCurrency("");
    setAmount("");
  }

  return (
    <Setting
      label={words("settings.limits")}
      hint={
        <>
          <p id={`${id}-hint`} className={wrong ? styles["problem"] : undefined} role={wrong ? "alert" : undefined}>
            {words(wrong ? "settings.limits.problem" : "settings.limits.hint")}
          </p>
          <NotSaved error={change.error} />
        </>
      }
    >
      <div className={listStyles["limits"]}>
        {limits.length > 0 && (
          <ul className={listStyles["list"]} aria-label={words("settings.limits")}>
            {limits.map((limit) => {
              const text = presentMoney(limit.amount, limit.currency, locale).text;
              return (
                <li key={limit.currency}>
                  <span>{text}</span>
                  <Button
                    size="small"
                    tone="quiet"
                    aria-label={words("settings.limits.remove", { limit: text })}
                    onClick={() => save(without(limit.currency))}
                  >
                    {words("settings.remove")}
                  </Button>
                </li>
              );
            })}
          </ul>
        )}
        <form
          className={listStyles["add"]}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <input
            className={styles["input"]}
            aria-label={words("settings.limits.currency")}
            placeholder="EUR"
            maxLength={3}
            autoComplete="off"
            value={currency}
            aria-invalid={wrong}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setCurrency(event.target.value)}
          />
          <input
            className={styles["input"]}
            aria-label={words("settings.limits.amount")}
            placeholder="10000.00"
            inputMode="decimal"
            autoComplete="off"
            maxLength={40}
            value={amount}
            aria-invalid={wrong}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setAmount(event.target.value)}
          />
          <Button type="submit">{words("settings.limits.add")}</Button>
        </form>
      </div>
    </Setting>
  );
}
