import type { MethodOutput } from "#ipc/contract.ts";
import { useDuration } from "#renderer/hooks/use-duration.ts";
import { useWords } from "#renderer/messages/words.ts";
import { BarPlot } from "./bar-plot.tsx";
import { useBound } from "./use-bound.ts";

interface DurationPlotProps {
  readonly title: string;
  readonly what: string;
  readonly durations: MethodOutput<"insight.get">["toDecide"];
}

/** How often something took how long. */
export function DurationPlot({ title, what, durations }: DurationPlotProps) {
  const words = useWords();
  const writeDuration = useDuration();
  const writeBound = useBound();
  if (durations === undefined) return <BarPlot title={title} unit="" note={words("insight.notMeasured")} bars={[]} />;
  const { count, median, ninth, bars } = durations;
  return (
    <BarPlot
      title={title}
      unit={words("insight.decisions")}
      note={`${what} ${words("insight.durations", { count, median: writeDuration(median), ninth: writeDuration(ninth) })}`}
      bars={bars.map(({ upTo, count: value }, index) => ({
        label: upTo === undefined ? `> ${writeBound(bars[index - 1]?.upTo ?? 0)}` : `≤ ${writeBound(upTo)}`,
        value,
      }))}
    />
  );
}
