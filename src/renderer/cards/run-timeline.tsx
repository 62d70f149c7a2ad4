import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useClient } from "#renderer/client-context.ts";
import type { Card } from "#renderer/hooks/use-card.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { RunLinks } from "./run-links.tsx";
import { TimelineRows } from "./timeline-rows.tsx";
import styles from "./run-timeline.module.css";

interface RunTimelineProps {
  readonly tokenId: string;
  readonly run: NonNullable<Card["run"]>;
}

/** What the run did and how long each step took, by its own trace; read only once somebody opens it. */
export function RunTimeline({ tokenId, run }: RunTimelineProps) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <section className={styles["section"]}>
      <header className={styles["head"]}>
        <h3>
          <button type="button" className={styles["toggle"]} aria-expanded={open} onClick={() => setOpen(!open)}>
            {words("timeline.title")}
          </button>
        </h3>
        <RunLinks tokenId={tokenId} run={run} />
      </header>
      {open && <Timeline tokenId={tokenId} />}
    </section>
  );
}

interface TimelineProps {
  readonly tokenId: string;
}

function Timeline({ tokenId }: TimelineProps) {
  const words = useWords();
  const tell = useErrorWords();
  const client = useClient();
  const timeline = useQuery({
    // Below the log's key: both come from one reading of the trace, and go stale together.
    queryKey: ["logs", tokenId, "timeline"],
    queryFn: () => client.call("card.timeline", { tokenId }),
    refetchOnMount: "always",
  });
  if (timeline.data === undefined)
    return (
      <p role={timeline.isError ? "alert" : undefined} className={styles["note"]}>
        {timeline.isError ? `${words("timeline.failed")} ${tell(timeline.error)}` : words("app.loading")}
      </p>
    );
  const { steps, leftOut } = timeline.data;
  if (steps.length === 0) return <p className={styles["note"]}>{words("timeline.empty")}</p>;
  return (
    <>
      <TimelineRows steps={steps} />
      {leftOut > 0 && <p className={styles["note"]}>{words("timeline.leftOut", { count: leftOut })}</p>}
    </>
  );
}
