import { useIntl } from "react-intl";

const UNITS = [
  ["hour", 60 * 60_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** Writes the end of a bar, a round number of one unit, as shortly as it goes: 15 min, 1 h. */
export function useBound(): (milliseconds: number) => string {
  const intl = useIntl();
  return (milliseconds) => {
    const [unit, size] = UNITS.find((one) => milliseconds >= one[1]) ?? UNITS[2];
    return intl.formatNumber(milliseconds / size, { style: "unit", unit, unitDisplay: "narrow" });
  };
}
