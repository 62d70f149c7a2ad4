import { useFormContext, useWatch } from "react-hook-form";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { areChecked, type DecisionDraft } from "./decision-draft.ts";
import styles from "./names-check.module.css";

interface NamesCheckProps {
  readonly id: string;
  /** The payee and the account that may not be who they look like. */
  readonly names: readonly string[];
  readonly disabled: boolean;
  /** Approving was tried without having checked. */
  readonly missing: boolean;
  readonly onSend: () => void;
}

/** The second step of approving a payee that could be taken for another: somebody says to have compared it. */
export function NamesCheck({ id, names, disabled, missing, onSend }: NamesCheckProps) {
  const words = useWords();
  const { control, setValue } = useFormContext<DecisionDraft>();
  const checkedNames = useWatch({ control, name: "checkedNames" });
  const checked = areChecked(names, checkedNames);
  return (
    <div className={styles["check"]}>
      <label htmlFor={id} className={styles["label"]}>
        <input
          type="checkbox"
          id={id}
          className={styles["box"]}
          checked={checked}
          disabled={disabled}
          aria-invalid={missing && !checked}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setValue("checkedNames", event.target.checked ? [...names] : [])}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.repeat) return;
            event.preventDefault();
            onSend();
          }}
        />
        {words("names.check")}
      </label>
      <ul className={styles["names"]}>
        {names.map((name) => (
          <li key={name}>
            <SafeText text={name} />
          </li>
        ))}
      </ul>
      <p
        id={`${id}-hint`}
        className={styles["hint"]}
        data-missing={missing && !checked}
        role={missing && !checked ? "alert" : undefined}
      >
        {words(missing && !checked ? "names.missing" : "names.hint")}
      </p>
    </div>
  );
}
