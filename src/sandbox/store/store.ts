import { openDatabase } from "./database.ts";
import { openJobs, type Jobs } from "./jobs.ts";
import { openPackets, type Packets } from "./packets.ts";
import { openRuns, type Runs } from "./runs.ts";
import { openSettings, type Settings } from "./settings.ts";
import { openSpans, type Spans } from "./spans.ts";
import { openWaitpoints, type Waitpoints } from "./waitpoints.ts";
import { openWorkers, type Workers } from "./workers.ts";

/** All that is on disk, one repository a subject. */
export interface Store {
  readonly settings: Settings;
  readonly waitpoints: Waitpoints;
  readonly runs: Runs;
  readonly jobs: Jobs;
  readonly workers: Workers;
  readonly spans: Spans;
  readonly packets: Packets;
  readonly transaction: <T>(work: () => T) => T;
  readonly close: () => void;
}

export function openStore(path: string): Store {
  const database = openDatabase(path);
  return {
    settings: openSettings(database),
    waitpoints: openWaitpoints(database),
    runs: openRuns(database),
    jobs: openJobs(database),
    workers: openWorkers(database),
    spans: openSpans(database),
    packets: openPackets(database),
    transaction: database.transaction,
    close: database.close,
  };
}
