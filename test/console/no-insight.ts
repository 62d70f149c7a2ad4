import type { InsightKeeper } from "#app/insight.ts";
import { summariseInsight } from "#core/insight.ts";

/** An insight keeper that keeps nothing, for tests that are about something else. */
export const noInsight: InsightKeeper = {
  focused: () => undefined,
  resting: () => undefined,
  opened: () => undefined,
  painted: () => undefined,
  decided: () => undefined,
  haste: () => undefined,
  read: () => summariseInsight({ decisions: [], switches: [], expiries: [], weeks: [], hourOf: () => 0 }),
};
