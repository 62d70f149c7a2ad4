import type { MethodOutput } from "#ipc/contract.ts";
import { useDuration } from "#renderer/hooks/use-duration.ts";
import { useReachable } from "#renderer/hooks/use-reachable.ts";
import { useRowWindow } from "#renderer/hooks/use-row-window.ts";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./timeline-rows.module.css";

export type Step = MethodOutput<"card.timeline">["steps"][number];

interface TimelineRowsProps {
  readonly steps: readonly Step[];
}

const ROW_HEIGHT = 22;
/** Deeper steps are not moved further in: a trace may nest deeper than the card is wide. */
const DEEPEST = 8;
const INDENT = 14;

/** The steps below one another, each in by its depth, with a bar where in the run's time it lies. */
export function TimelineRows({ steps }: TimelineRowsProps) {
  const words = useWords();
  const writeDuration = useDuration();
  const { attach, view, rows } = useRowWindow({ count: steps.length, rowHeight: ROW_HEIGHT, spare: 3 });
  useReachable(view);
  const span = spanOf(steps);
  const took = (step: Step): string =>
    step.state === "record"
      ? words("timeline.after", { time: writeDuration(step.at - span.from) })
      : step.durationMs === undefined
        ? words("timeline.state.going-on")
        : writeDuration(step.durationMs);
  return (
    <section ref={attach} className={styles["view"]} data-arrows="own" aria-label={words("timeline.title")}>
      <ol className={styles["rows"]} style={{ height: steps.length * ROW_HEIGHT }}>
        {rows.map((index) => {
          const step = steps[index];
          if (step === undefined) return null;
          return (
            <li
              key={step.id}
              className={styles["row"]}
              data-state={step.state}
              aria-setsize={steps.length}
              aria-posinset={index + 1}
              style={{ height: ROW_HEIGHT, transform: `translateY(${index * ROW_HEIGHT}px)` }}
            >
              <span className={styles["name"]} style={{ paddingInlineStart: Math.min(step.depth, DEEPEST) * INDENT }}>
                <SafeText text={step.name} />
              </span>
              <span className={styles["took"]}>
                {took(step)}
                {(step.state === "failed" || step.state === "cancelled") &&
                  `, ${words(`timeline.state.${step.state}`)}`}
              </span>
              <span className={styles["lane"]} aria-hidden>
                <span className={styles["bar"]} style={placeOf(step, span)} />
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** From the first step's begin to the last one's end. */
function spanOf(steps: readonly Step[]): Span {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { at, durationMs = 0 } of steps) {
    from = Math.min(from, at);
    to = Math.max(to, at + durationMs);
  }
  return { from, to };
}

// What goes on reaches to the end of what is known.
function placeOf({ at, durationMs, state }: Step, { from, to }: Span): { insetInlineStart: string; width: string } {
  const whole = Math.max(1, to - from);
  const end = state === "going-on" ? to : at + (durationMs ?? 0);
  return {
    insetInlineStart: `${(100 * (at - from)) / whole}%`,
    width: `${(100 * Math.max(0, end - at)) / whole}%`,
  };
}
