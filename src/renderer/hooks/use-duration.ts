import { useIntl } from "react-intl";
import { useWords } from "#renderer/messages/words.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Writes a length of time, given in milliseconds, in its two largest units. */
export function useDuration(): (milliseconds: number) => string {
  const intl = useIntl();
  const words = useWords();
  const unit = (value: number, name: "millisecond" | "second", digits: number) =>
    intl.formatNumber(value, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: digits });
  return (milliseconds) => {
    if (milliseconds < SECOND) return unit(Math.round(milliseconds), "millisecond", 0);
    if (milliseconds < MINUTE) return unit(milliseconds / SECOND, "second", 1);
    const whole = Math.round(milliseconds / SECOND) * SECOND;
    const part = (size: number, within: number) => Math.floor((whole % within) / size);
    if (whole < HOUR) return words("countdown.minutes", { minutes: part(MINUTE, HOUR), seconds: part(SECOND, MINUTE) });
    if (whole < DAY) return words("countdown.hours", { hours: part(HOUR, DAY), minutes: part(MINUTE, HOUR) });
    return words("countdown.days", { days: Math.floor(whole / DAY), hours: part(HOUR, DAY) });
  };
}
