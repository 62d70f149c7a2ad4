import { coarseCountdown, nearnessOf, presentCountdown } from "#core/present-countdown.ts";
import { useClock } from "#renderer/hooks/clock.ts";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./short-countdown.module.css";

interface ShortCountdownProps {
  readonly deadline: number | undefined;
  /** Server time minus this computer's clock, milliseconds. */
  readonly clockOffset: number;
}

/** Time left in its largest unit. */
export function ShortCountdown({ deadline, clockOffset }: ShortCountdownProps) {
  const words = useWords();
  const text = useClock((now) => {
    if (deadline === undefined) return "";
    const { unit, count } = coarseCountdown(presentCountdown(deadline - now - clockOffset));
    return words(`left.${unit}`, { count });
  });
  const nearness = useClock((now) => (deadline === undefined ? "far" : nearnessOf(deadline - now - clockOffset)));
  if (deadline === undefined) return <span className={styles["none"]}>{words("queue.noDeadline")}</span>;
  return (
    <span className={styles["left"]} data-nearness={nearness}>
      {text}
    </span>
  );
}
