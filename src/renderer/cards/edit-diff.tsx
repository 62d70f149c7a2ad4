import { ArrowRight, Undo2 } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { draftOf, type FieldChange } from "#core/present-edits.ts";
import type { ValueField } from "#core/present-schema.ts";
import { plainText } from "#core/present-text.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import { type DecisionDraft, fieldName } from "./decision-draft.ts";
import styles from "./edit-diff.module.css";
import { FieldValue } from "./field-value.tsx";

interface EditDiffProps {
  readonly fields: readonly ValueField[];
  readonly changes: readonly FieldChange[];
}

/** Before and after of every edit, beside the buttons: what an approval will really approve. */
export function EditDiff({ fields, changes }: EditDiffProps) {
  const words = useWords();
  const { setValue } = useFormContext<DecisionDraft>();
  if (changes.length === 0) return null;
  return (
    <section className={styles["diff"]} aria-label={words("changes.title", { count: changes.length })}>
      <h3 className={styles["title"]}>{words("changes.title", { count: changes.length })}</h3>
      <ul className={styles["list"]} data-arrows="own">
        {changes.map((change) => {
          const index = fields.findIndex((field) => field.path === change.path);
          const field = fields[index];
          if (field === undefined) return null;
          return (
            <li key={change.path} className={styles["change"]}>
              <span className={styles["label"]}>
                <SafeText text={change.label} />
              </span>
              <del>
                <span className="unseen">{words("changes.before")}</span>
                <FieldValue value={change.before} input={field.input} />
              </del>
              <ArrowRight aria-hidden />
              <ins>
                <span className="unseen">{words("changes.after")}</span>
                <FieldValue value={change.after} input={field.input} />
              </ins>
              <Button
                size="small"
                tone="quiet"
                aria-label={words("changes.revert", { label: plainText(change.label) })}
                title={words("changes.revert", { label: plainText(change.label) })}
                onClick={() => setValue(fieldName(index), draftOf(field), { shouldValidate: true })}
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
