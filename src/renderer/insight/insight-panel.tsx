import { useQuery } from "@tanstack/react-query";
import type { MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";
import { useDuration } from "#renderer/hooks/use-duration.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { Notice } from "#renderer/ui/notice.tsx";
import { HourPlot, WeekPlots } from "./count-plots.tsx";
import { DurationPlot } from "./duration-plot.tsx";
import styles from "./insight-panel.module.css";

type Insight = MethodOutput<"insight.get">;

/** How somebody works with the console, from what this computer kept; read when the panel is opened. */
export function InsightPanel() {
  const words = useWords();
  const tell = useErrorWords();
  const client = useClient();
  const insight = useQuery({
    queryKey: ["insight"],
    queryFn: () => client.call("insight.get", {}),
    refetchOnMount: "always",
  });
  if (insight.isError) return <Notice title={words("insight.failed.title")} text={tell(insight.error)} alert />;
  if (insight.data === undefined) return <p>{words("app.loading")}</p>;
  return <Figures insight={insight.data} />;
}

interface FiguresProps {
  readonly insight: Insight;
}

function Figures({ insight }: FiguresProps) {
  const words = useWords();
  const { toDecide, onCard, approvalsByHour, weeks, haste, decisions } = insight;
  const isEmpty = decisions === 0 && weeks.every((week) => week.expiries === 0 && week.switches === 0);
  if (isEmpty) return <Notice title={words("insight.empty.title")} text={words("insight.empty.text")} />;
  return (
    <div className={styles["panel"]}>
      <p className={styles["intro"]}>{words("insight.intro", { weeks: weeks.length, count: decisions })}</p>
      {haste !== undefined && <HasteBanner haste={haste} />}
      <div className={styles["plots"]}>
        <DurationPlot title={words("insight.toDecide")} what={words("insight.toDecide.what")} durations={toDecide} />
        <DurationPlot title={words("insight.onCard")} what={words("insight.onCard.what")} durations={onCard} />
        <HourPlot counts={approvalsByHour} />
        <WeekPlots weeks={weeks} />
      </div>
      <p className={styles["intro"]}>{words("insight.private")}</p>
    </div>
  );
}

interface HasteBannerProps {
  readonly haste: NonNullable<Insight["haste"]>;
}

/** Said calmly, and only said: it refuses nothing. */
function HasteBanner({ haste }: HasteBannerProps) {
  const words = useWords();
  const writeDuration = useDuration();
  return (
    <Banner tone="warn" compact title={words("haste.title")}>
      <p>
        {words("haste.text", {
          count: haste.approvals,
          median: writeDuration(haste.median),
          threshold: writeDuration(haste.threshold),
        })}
      </p>
    </Banner>
  );
}
