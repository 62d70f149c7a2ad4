import type { Words } from "#renderer/messages/words.ts";
import type { SnoozeOutcomes } from "./snooze-dialog.tsx";

/** What came of putting gates off, or of waking them: each of them is accounted for. */
export function snoozeWords(
  outcomes: SnoozeOutcomes | undefined,
  words: Words,
  writeInstant: (instant: number) => string,
): string {
  if (outcomes === undefined) return words("snooze.woken");
  const until = outcomes.flatMap((outcome) => (outcome.result === "snoozed" ? [outcome.until] : []));
  const refused = outcomes.length - until.length;
  return [
    ...(until.length > 0
      ? [words("snooze.done", { count: until.length, time: writeInstant(Math.min(...until)) })]
      : []),
    ...(refused > 0 ? [words("snooze.refused", { count: refused })] : []),
  ].join(" ");
}
