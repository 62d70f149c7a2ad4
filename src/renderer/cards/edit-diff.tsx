import { ArrowRight, Undo2 } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { draftOf, type FieldChange } from "#core/present-edits.ts";
import type { ValueField } from "#core/present-schema.ts";
import { plainText } from "#core/present-text.ts";
import type { Reshape } from "#core/reshape.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { type DecisionDraft, fieldName } from "./decision-draft.ts";
import styles from "./edit-diff.module.css";
import { ChangedValue, isStructured } from "./changed-value.tsx";

interface EditDiffProps {
  readonly fields: readonly ValueField[];
  readonly changes: readonly FieldChange[];
  readonly onReshape: (change: Reshape) => void;
}

/** Before and after of every edit, beside the buttons: what an approval will really approve. */
export function EditDiff({ fields, changes, onReshape }: EditDiffProps) {
  const words = useWords();
  const { setValue } = useFormContext<DecisionDraft>();
  if (changes.length === 0) return null;

  function revert({ path, before }: FieldChange): void {
    const index = fields.findIndex((field) => field.path === path);
    const field = fields[index];
    if (field === undefined || isStructured(before)) onReshape({ kind: "replace", path, value: before });
    else setValue(fieldName(index), draftOf({ ...field, value: before }), { shouldValidate: true });
  }

  return (
    <section className={styles["diff"]} aria-label={words("changes.title", { count: changes.length })}>
      <h3 className={styles["title"]}>{words("changes.title", { count: changes.length })}</h3>
      <ul className={styles["list"]} data-arrows="own">
        {changes.map((change) => {
          const input = fields.find((field) => field.path === change.path)?.input;
          return (
            <li key={change.path} className={styles["change"]}>
              <span className={styles["label"]}>
                <SafeText text={change.label} />
              </span>
              <del>
                <span className="unseen">{words("changes.before")}</span>
                <ChangedValue value={change.before} other={change.after} input={input} />
              </del>
              <ArrowRight aria-hidden />
              <ins>
                <span className="unseen">{words("changes.after")}</span>
                <ChangedValue value={change.after} other={change.before} input={input} />
              </ins>
              <Button
                size="small"
                tone="quiet"
                aria-label={words("changes.revert", { label: plainText(change.label) })}
                title={words("changes.revert", { label: plainText(change.label) })}
                onClick={() => revert(change)}
              >
                <Undo2 aria-hidden />
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
