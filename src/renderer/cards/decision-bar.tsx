import { useId, useRef, useState } from "react";
import { useFormContext } from "react-hook-form";
import { isTypedAmount } from "#core/amount-limit.ts";
import { ConsoleError, errorCodeOf } from "#core/error.ts";
import type { FieldChange } from "#core/present-edits.ts";
import type { ValueField } from "#core/present-schema.ts";
import type { Reshape } from "#core/reshape.ts";
import type { Verdict } from "#renderer/hooks/use-card.ts";
import { useBusy } from "#renderer/hooks/use-busy.ts";
import { useWindowKey } from "#renderer/hooks/use-window-key.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords, type Words } from "#renderer/messages/words.ts";
import { useSelecting } from "#renderer/queue/selecting.ts";
import { Button } from "#renderer/ui/button.tsx";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import { AmountField } from "./amount-field.tsx";
import styles from "./decision-bar.module.css";
import { areChecked, type DecisionDraft, fieldName } from "./decision-draft.ts";
import { EditDiff } from "./edit-diff.tsx";
import { NamesCheck } from "./names-check.tsx";
import { ReasonField } from "./reason-field.tsx";
import { placeProblems, problemWords } from "./schema-problems.ts";

/** How a decision was taken: after one from the keyboard the next gate comes up by itself, a pointer stays where it is. */
export type DecidedBy = "keys" | "pointer";

interface DecisionBarProps {
  readonly verdicts: readonly Verdict[];
  /** Why nothing, or only not approving, can be decided; undefined where all is open. */
  readonly off: string | undefined;
  readonly approveOff: boolean;
  readonly fields: readonly ValueField[];
  readonly changes: readonly FieldChange[];
  readonly onReshape: (change: Reshape) => void;
  /** Above its limit: approving takes typing it. */
  readonly moneyToType: { readonly amount: string; readonly currency: string } | undefined;
  /** May not be who they look like: approving takes saying that they were checked. */
  readonly namesToCheck: readonly string[];
  readonly record: (verdict: Verdict, draft: DecisionDraft) => Promise<void>;
  readonly onDecided: (by: DecidedBy) => void;
}

export function DecisionBar({
  verdicts,
  off,
  approveOff,
  fields,
  changes,
  onReshape,
  moneyToType,
  namesToCheck,
  record,
  onDecided,
}: DecisionBarProps) {
  const words = useWords();
  const tell = useErrorWords();
  const reasonId = useId();
  const bar = useRef<HTMLDivElement>(null);
  const form = useFormContext<DecisionDraft>();
  const amountId = useId();
  const namesId = useId();
  const [amountMissing, setAmountMissing] = useState(false);
  const [namesMissing, setNamesMissing] = useState(false);
  const [asking, setAsking] = useState<"reject" | "respond" | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { busy, begin } = useBusy();
  const open = off === undefined && !busy;
  const canApprove = open && !approveOff;
  const selecting = useSelecting();
  const canRespond = open && verdicts.includes("respond");

  async function decide(verdict: Verdict, by: DecidedBy): Promise<void> {
    setRefusal(null);
    const draft = form.getValues();
    if (verdict !== "approve" && draft.reason.trim() === "") {
      setAsking(verdict);
      // At once, not by the form's own deferred way: the next key typed must land in the field, not decide.
      document.getElementById(reasonId)?.focus();
      return;
    }
    if (verdict === "approve" && !(await form.trigger("fields", { shouldFocus: true }))) {
      setRefusal(words("decide.correctFields"));
      return;
    }
    if (verdict === "approve" && moneyToType !== undefined && !isTypedAmount(draft.amount, moneyToType.amount)) {
      setAmountMissing(true);
      document.getElementById(amountId)?.focus();
      return;
    }
    setAmountMissing(false);
    if (verdict === "approve" && !areChecked(namesToCheck, draft.checkedNames)) {
      setNamesMissing(true);
      document.getElementById(namesId)?.focus();
      return;
    }
    setNamesMissing(false);
    const failed = begin();
    if (failed === undefined) return;
    try {
      await record(verdict, draft);
      // Recorded: what was decided takes this bar's place. Were its button to go with the focus, all of the page would be
      // laid out twice.
      if (bar.current?.contains(document.activeElement) === true) (document.activeElement as HTMLElement).blur();
      onDecided(by);
    } catch (error) {
      failed();
      setRefusal(
        showSchemaProblems(error) ?? shortRefusal(error, words) ?? `${words("decide.notRecorded")} ${tell(error)}`,
      );
    }
  }

  /** What the task's schema refuses goes beside its fields; the answer is what cannot be shown there. */
  function showSchemaProblems(error: unknown): string | undefined {
    const problems = error instanceof ConsoleError ? error.fields : [];
    if (problems.length === 0) return undefined;
    const { placed, unplaced } = placeProblems(fields, problems);
    for (const [at, { index, problem }] of placed.entries())
      form.setError(
        fieldName(index),
        { type: "schema", message: problemWords(problem, words) },
        { shouldFocus: at === 0 },
      );
    if (unplaced.length === 0) return words("decide.correctFields");
    const told = unplaced.map((problem) => `${problem.path} ${problemWords(problem, words)}`.trim());
    return words("decide.schemaRefused", { fields: told.join(" ") });
  }

  // While gates are selected these keys mean all of them, and none of them the card.
  useWindowKey("a", () => void decide("approve", "keys"), { enabled: canApprove && !selecting });
  useWindowKey("r", () => void decide("reject", "keys"), { enabled: open && !selecting });
  useWindowKey("s", () => void decide("respond", "keys"), { enabled: canRespond && !selecting });

  return (
    <div ref={bar} className={styles["bar"]} aria-busy={busy}>
      <EditDiff fields={fields} changes={changes} onReshape={onReshape} />
      <ReasonField
        id={reasonId}
        disabled={off !== undefined}
        canRespond={verdicts.includes("respond")}
        asking={asking}
        onSend={() => void decide(asking ?? "approve", "keys")}
      />
      {moneyToType !== undefined && (
        <AmountField
          id={amountId}
          money={moneyToType}
          disabled={!canApprove}
          missing={amountMissing}
          onSend={() => void decide("approve", "keys")}
        />
      )}
      {namesToCheck.length > 0 && (
        <NamesCheck
          id={namesId}
          names={namesToCheck}
          disabled={!canApprove}
          missing={namesMissing}
          onSend={() => void decide("approve", "keys")}
        />
      )}
      <div className={styles["row"]}>
        <Button tone="approve" size="large" disabled={!canApprove} onClick={() => void decide("approve", "pointer")}>
          {words("decide.approve")} <KeyHint keys="A" />
        </Button>
        <Button tone="reject" size="large" disabled={!open} onClick={() => void decide("reject", "pointer")}>
          {words("decide.reject")} <KeyHint keys="R" />
        </Button>
        {verdicts.includes("respond") && (
          <Button size="large" disabled={!canRespond} onClick={() => void decide("respond", "pointer")}>
            {words("decide.respond")} <KeyHint keys="S" />
          </Button>
        )}
        <p className={styles["said"]} role={refusal === null ? undefined : "alert"} data-refused={refusal !== null}>
          {refusal ?? off ?? ""}
        </p>
      </div>
    </div>
  );
}

// What is said in a few words here, since the card itself says the rest.
function shortRefusal(error: unknown, words: Words): string | undefined {
  const code = errorCodeOf(error);
  switch (code) {
    case "gate/just-appeared":
    case "gate/not-shown":
    case "gate/changed":
    case "decision/payee-not-checked":
      return words(`decide.refused.${code}`);
    default:
      return undefined;
  }
}
