import { useIntl } from "react-intl";
import type { MethodOutput } from "#ipc/contract.ts";
import { useWords } from "#renderer/messages/words.ts";
import { BarPlot } from "./bar-plot.tsx";

type Week = MethodOutput<"insight.get">["weeks"][number];

interface HourPlotProps {
  readonly counts: readonly number[];
}

export function HourPlot({ counts }: HourPlotProps) {
  const words = useWords();
  const intl = useIntl();
  return (
    <BarPlot
      title={words("insight.byHour")}
      unit={words("insight.approvals")}
      note={words("insight.byHour.what")}
      labelEvery={6}
      bars={counts.map((value, hour) => ({
        label: intl.formatTime(Date.UTC(2026, 0, 1, hour), { hour: "2-digit", minute: "2-digit", timeZone: "UTC" }),
        value,
      }))}
    />
  );
}

interface WeekPlotsProps {
  readonly weeks: readonly Week[];
}

/** Week by week: how often somebody had to come to the console for one decision, and what ran out undecided. */
export function WeekPlots({ weeks }: WeekPlotsProps) {
  const words = useWords();
  const intl = useIntl();
  const label = ({ startsAt }: Week) => intl.formatDate(startsAt, { day: "numeric", month: "numeric" });
  const now = weeks.at(-1);
  return (
    <>
      <BarPlot
        title={words("insight.switches")}
        unit={words("insight.switches.unit")}
        note={`${words("insight.switches.what")} ${words("insight.switches.now", { switches: now?.switches ?? 0, decisions: now?.decisions ?? 0 })}`}
        labelEvery={3}
        bars={weeks.map((week) => {
          const each = week.decisions === 0 ? 0 : week.switches / week.decisions;
          return { label: label(week), value: each, written: intl.formatNumber(each, { maximumFractionDigits: 1 }) };
        })}
      />
      <BarPlot
        title={words("insight.expiries")}
        unit={words("insight.expiries.unit")}
        note={words("insight.expiries.what")}
        labelEvery={3}
        bars={weeks.map((week) => ({ label: label(week), value: week.expiries }))}
      />
    </>
  );
}
