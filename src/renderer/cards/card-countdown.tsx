import { nearnessOf, presentCountdown } from "#core/present-countdown.ts";
import { useClock } from "#renderer/hooks/clock.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useSession } from "#renderer/hooks/use-session.ts";
import { useWords, type Words } from "#renderer/messages/words.ts";
import styles from "./card-countdown.module.css";

interface CardCountdownProps {
  readonly deadline: number | undefined;
}

/** Time left on the server's clock, in words; spoken only when a threshold is passed. */
export function CardCountdown({ deadline }: CardCountdownProps) {
  const words = useWords();
  const writeInstant = useInstant();
  const { clock } = useSession();
  const offset = clock?.offsetMs ?? 0;
  const text = useClock((now) => (deadline === undefined ? "" : countdownWords(deadline - now - offset, words)));
  const nearness = useClock((now) => (deadline === undefined ? "far" : nearnessOf(deadline - now - offset)));
  if (deadline === undefined) return <p className={styles["none"]}>{words("countdown.none")}</p>;
  return (
    <div
      className={styles["countdown"]}
      data-nearness={nearness}
      role="timer"
      aria-label={words("countdown.label")}
      aria-live="off"
    >
      <p className={styles["left"]}>{text}</p>
      <p className={styles["by"]}>
        {words("countdown.by", { time: writeInstant(deadline - offset, "seconds") })}
        {clock === null && ` · ${words("countdown.approximate")}`}
      </p>
      <span className="unseen" aria-live="assertive">
        {nearness === "far" ? "" : words(`countdown.spoken.${nearness}`)}
      </span>
    </div>
  );
}

function countdownWords(remaining: number, words: Words): string {
  const { nearness, days, hours, minutes, seconds } = presentCountdown(remaining);
  if (nearness === "past") return words("countdown.past");
  if (days > 0) return words("countdown.days", { days, hours });
  if (hours > 0) return words("countdown.hours", { hours, minutes });
  if (minutes > 0) return words("countdown.minutes", { minutes, seconds });
  return words("countdown.seconds", { seconds });
}
