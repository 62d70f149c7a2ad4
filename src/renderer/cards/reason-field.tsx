import type { KeyboardEvent } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useWords } from "#renderer/messages/words.ts";
import { commandKey } from "#renderer/ui/command-key.ts";
import type { DecisionDraft } from "./decision-draft.ts";
import styles from "./reason-field.module.css";

interface ReasonFieldProps {
  readonly id: string;
  readonly disabled: boolean;
  readonly canRespond: boolean;
  /** The verdict that waits for its words. */
  readonly asking: "reject" | "respond" | null;
  /** Ctrl or Command and Enter, while writing. */
  readonly onSend: () => void;
}

const MAX_REASON = 2_000;

export function ReasonField({ id, disabled, canRespond, asking, onSend }: ReasonFieldProps) {
  const words = useWords();
  const { register, control } = useFormContext<DecisionDraft>();
  const reason = useWatch({ control, name: "reason" });
  const missing = asking !== null && reason.trim() === "";
  const left = MAX_REASON - reason.length;

  function sendOnEnter(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat || asking === null) return;
    event.preventDefault();
    onSend();
  }

  return (
    <div className={styles["field"]}>
      <label htmlFor={id} className={styles["label"]}>
        {words("decide.reason")}
      </label>
      <div className={styles["side"]}>
        <textarea
          {...register("reason")}
          id={id}
          className={styles["input"]}
          rows={asking === null && reason.length < 80 ? 1 : 3}
          maxLength={MAX_REASON}
          dir="auto"
          disabled={disabled}
          aria-invalid={missing}
          aria-describedby={`${id}-hint`}
          placeholder={words(canRespond ? "decide.reason.placeholder" : "decide.reason.placeholder.noRespond")}
          onKeyDown={sendOnEnter}
        />
        <p id={`${id}-hint`} className={styles["hint"]} data-missing={missing} role={missing ? "alert" : undefined}>
          {missing && words(`decide.reasonNeeded.${asking}`)}
          {!missing &&
            asking !== null &&
            words("decide.sendHint", {
              keys: `${commandKey()} Enter`,
              verdict: words(`decide.${asking}`),
            })}
          {left < 200 && ` ${words("decide.reason.left", { count: left })}`}
        </p>
      </div>
    </div>
  );
}
