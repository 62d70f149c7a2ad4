import { Check, TriangleAlert } from "lucide-react";
import { presentAccount } from "#core/present-account.ts";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./account-check.module.css";

interface AccountCheckProps {
  readonly account: string;
}

/** Whether the account's own check digits agree; nothing where it has none. */
export function AccountCheck({ account }: AccountCheckProps) {
  const words = useWords();
  const { scheme, valid } = presentAccount(account);
  if (scheme === "other" || valid === undefined) return null;
  return (
    <span className={styles["check"]} data-valid={valid}>
      {valid ? <Check aria-hidden /> : <TriangleAlert aria-hidden />}
      {words(`account.${scheme}.${valid ? "valid" : "invalid"}`)}
    </span>
  );
}
