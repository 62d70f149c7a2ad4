import { useId } from "react";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { commandKey } from "#renderer/ui/command-key.ts";
import styles from "./bulk-confirm.module.css";
import type { BulkVerdict } from "./use-bulk-review.ts";

interface BulkConfirmProps {
  readonly verdict: BulkVerdict;
  readonly chosen: number;
  /** Could be decided, and were not on the screen yet. */
  readonly unseen: number;
  /** Take no part. */
  readonly left: number;
  readonly comment: string;
  readonly onComment: (comment: string) => void;
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onConfirm: () => void;
}

/** The one step that decides: its button says how many gates. */
export function BulkConfirm(props: BulkConfirmProps) {
  const { verdict, chosen, unseen, left, comment, onComment, busy, refusal, onConfirm } = props;
  const words = useWords();
  const reasonId = useId();
  const reasonMissing = verdict === "reject" && comment.trim() === "";
  return (
    <div className={styles["foot"]}>
      {verdict === "reject" && (
        <div className={styles["reason"]}>
          <label htmlFor={reasonId}>{words("bulk.reason")}</label>
          <textarea
            id={reasonId}
            rows={2}
            maxLength={2_000}
            dir="auto"
            value={comment}
            onChange={(event) => onComment(event.target.value)}
          />
        </div>
      )}
      <div className={styles["row"]}>
        <Button tone={verdict} size="large" disabled={busy || chosen === 0 || reasonMissing} onClick={onConfirm}>
          {words(`bulk.confirm.${verdict}`, { count: chosen })}
        </Button>
        <kbd className={styles["keys"]} aria-hidden>
          {commandKey()} Enter
        </kbd>
        <p
          className={styles["said"]}
          role={refusal === undefined ? undefined : "alert"}
          data-refused={refusal !== undefined}
        >
          {refusal ??
            [
              words("bulk.unseen", { count: unseen }),
              ...(left > 0 ? [words("bulk.left", { count: left })] : []),
              ...(reasonMissing && chosen > 0 ? [words("bulk.reasonNeeded")] : []),
            ].join(" ")}
        </p>
      </div>
    </div>
  );
}
