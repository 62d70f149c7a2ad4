import { useIntl } from "react-intl";

const DAY = 24 * 60 * 60 * 1_000;

/** Writes an instant as the operator's locale does: the time alone on the same day, with the date on another. */
export function useInstant(): (instant: number, style?: "seconds") => string {
  const intl = useIntl();
  return (instant, style) => {
    const today = Math.abs(Date.now() - instant) < DAY && new Date(instant).getDate() === new Date().getDate();
    return intl.formatDate(instant, {
      ...(today ? {} : { day: "numeric", month: "short", year: "numeric" }),
      hour: "2-digit",
      minute: "2-digit",
      ...(style === "seconds" ? { second: "2-digit" } : {}),
    });
  };
}
