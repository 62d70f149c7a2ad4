import { useMutation } from "@tanstack/react-query";
import { type RefObject, useId, useRef, useState } from "react";
import { LONGEST_SNOOZE_MS, SHORTEST_SNOOZE_MS, wakeTime } from "#core/snooze.ts";
import type { MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";
import { useClock } from "#renderer/hooks/clock.ts";
import { useKnownCard } from "#renderer/hooks/use-card.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useSession } from "#renderer/hooks/use-session.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { WindowDialog } from "#renderer/ui/window-dialog.tsx";
import styles from "./snooze-dialog.module.css";

export type SnoozeOutcomes = MethodOutput<"snooze.set">["outcomes"];

interface SnoozeDialogProps {
  readonly tokenIds: readonly string[];
  readonly onClose: () => void;
  /** Undefined where gates were woken instead. */
  readonly onDone: (outcomes: SnoozeOutcomes | undefined) => void;
}

const MINUTE = 60_000;
const CHOICES = [
  ["snooze.half", 30 * MINUTE],
  ["snooze.hour", 60 * MINUTE],
] as const;

/** For how long gates are put off, each choice with the moment of waking, since a deadline may cut it short. */
export function SnoozeDialog({ tokenIds, onClose, onDone }: SnoozeDialogProps) {
  const words = useWords();
  const tell = useErrorWords();
  const firstChoice = useRef<HTMLButtonElement>(null);
  const client = useClient();
  // Several gates have as many deadlines; each is cut short by its own.
  const known = useKnownCard(tokenIds[0] ?? "");
  const card = tokenIds.length === 1 ? known : undefined;
  const snooze = useMutation({
    mutationFn: (forMs: number) => client.call("snooze.set", { tokenIds: [...tokenIds], forMs }),
    onSuccess: ({ outcomes }) => onDone(outcomes),
  });
  const wake = useMutation({
    mutationFn: () => client.call("snooze.wake", { tokenIds: [...tokenIds] }),
    onSuccess: () => onDone(undefined),
  });
  const problem = snooze.error ?? wake.error;
  return (
    <WindowDialog
      title={words("snooze.title", { count: tokenIds.length })}
      open
      onClose={onClose}
      initialFocus={firstChoice}
    >
      <div className={styles["choices"]}>
        {CHOICES.map(([id, forMs], index) => (
          <Choice
            key={id}
            buttonRef={index === 0 ? firstChoice : undefined}
            label={words(id)}
            forMs={forMs}
            deadline={card?.deadline}
            onChoose={snooze.mutate}
          />
        ))}
        <CustomSnooze deadline={card?.deadline} onChoose={snooze.mutate} />
        {card?.snoozedUntil !== undefined && <Button onClick={() => wake.mutate()}>{words("snooze.wake")}</Button>}
        {tokenIds.length > 1 && <p className={styles["hint"]}>{words("snooze.many")}</p>}
        {problem !== null && <p role="alert">{tell(problem)}</p>}
      </div>
    </WindowDialog>
  );
}

interface ChoiceProps {
  readonly buttonRef: RefObject<HTMLButtonElement | null> | undefined;
  readonly label: string;
  readonly forMs: number;
  readonly deadline: number | undefined;
  readonly onChoose: (forMs: number) => void;
}

function Choice({ buttonRef, label, forMs, deadline, onChoose }: ChoiceProps) {
  const words = useWords();
  const wakes = useWakeWords(forMs, deadline);
  return (
    <Button ref={buttonRef} size="large" disabled={wakes === undefined} onClick={() => onChoose(forMs)}>
      <span>{label}</span> <span className={styles["wakes"]}>{wakes ?? words("snooze.tooNear")}</span>
    </Button>
  );
}

function CustomSnooze({ deadline, onChoose }: Omit<ChoiceProps, "buttonRef" | "label" | "forMs">) {
  const words = useWords();
  const fieldId = useId();
  const [minutes, setMinutes] = useState("120");
  const forMs = /^\d{1,5}$/u.test(minutes.trim()) ? Number(minutes) * MINUTE : Number.NaN;
  const isPossible = forMs >= SHORTEST_SNOOZE_MS && forMs <= LONGEST_SNOOZE_MS;
  const wakes = useWakeWords(isPossible ? forMs : SHORTEST_SNOOZE_MS, deadline);
  return (
    <form
      className={styles["custom"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (isPossible && wakes !== undefined) onChoose(forMs);
      }}
    >
      <label htmlFor={fieldId}>{words("snooze.custom")}</label>
      <input
        id={fieldId}
        inputMode="numeric"
        value={minutes}
        maxLength={5}
        aria-invalid={!isPossible}
        onChange={(event) => setMinutes(event.target.value)}
      />
      <Button type="submit" disabled={!isPossible || wakes === undefined}>
        {words("snooze.set")}
      </Button>
      <span className={styles["wakes"]}>
        {isPossible ? (wakes ?? words("snooze.tooNear")) : words("snooze.problem")}
      </span>
    </form>
  );
}

/** When it would wake, in words; undefined where the deadline leaves no time. */
function useWakeWords(forMs: number, deadline: number | undefined): string | undefined {
  const words = useWords();
  const writeInstant = useInstant();
  const { clock } = useSession();
  const offset = clock?.offsetMs ?? 0;
  const text = useClock((now) => {
    const wake = wakeTime(now + offset, forMs, deadline);
    if (wake === undefined) return "";
    return words(wake.early ? "snooze.wakesEarly" : "snooze.wakes", { time: writeInstant(wake.at - offset) });
  });
  return text === "" ? undefined : text;
}
