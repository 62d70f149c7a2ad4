import { z } from "zod";

const Share = z.number().min(0).max(100);

/** A status that some requests are answered with; `route` is a piece of `METHOD /path`, absent for every route. */
export const StatusFault = z.strictObject({
  code: z.int().min(400).max(599),
  percent: Share.default(100),
  route: z.string().optional(),
});
export type StatusFault = z.infer<typeof StatusFault>;

/** What can be wrong between a client and the server. Null means: nothing of the kind. */
export const FaultSettings = z.strictObject({
  /** Connections are destroyed before anything is read. */
  offline: z.boolean().nullable(),
  latencyMs: z.number().min(0).nullable(),
  /** Requests that are applied and whose connection is then destroyed. */
  dropRepliesPercent: Share.nullable(),
  /** Answered instead of applying the request. */
  status: StatusFault.nullable(),
  /** Answered after applying the request. */
  statusAfterApply: StatusFault.nullable(),
  /** Retrieve and list show the state of this long ago. */
  replicaLagMs: z.number().min(0).nullable(),
  /** Tokens time out this much later than their `timeoutAt`. */
  lateExpiryMs: z.number().min(0).nullable(),
  /** A captive portal: every request gets a page and status 200. */
  html: z.boolean().nullable(),
  /** Every key is refused. */
  unauthorized: z.boolean().nullable(),
  /** Replaces the rate limit; the burst is half of it. */
  rateLimitPerMinute: z.number().positive().nullable(),
  /** Whom the network faults hit: the clients outside the tasks, or the worker and its tasks too. */
  scope: z.enum(["clients", "everyone"]).nullable(),
  /** Where the dice for the percentages start. */
  seed: z.int().nullable(),
});
export type FaultSettings = z.infer<typeof FaultSettings>;

/** A change of some settings; null as a whole takes every fault away. */
export const FaultPatch = FaultSettings.partial().nullable();
export type FaultPatch = z.infer<typeof FaultPatch>;

export interface Faults {
  settings(): FaultSettings;
  change(patch: FaultPatch): FaultSettings;
  /** True for the given share of the calls; the same seed gives the same answers. */
  strikes(percent: number): boolean;
}

const NONE: FaultSettings = {
  offline: null,
  latencyMs: null,
  dropRepliesPercent: null,
  status: null,
  statusAfterApply: null,
  replicaLagMs: null,
  lateExpiryMs: null,
  html: null,
  unauthorized: null,
  rateLimitPerMinute: null,
  scope: null,
  seed: null,
};

/** @param standing what `null` returns to: the command line's settings. */
export function createFaults(standing: Partial<FaultSettings>): Faults {
  const base = { ...NONE, ...standing };
  let settings = base;
  let dice = createDice(base.seed ?? 1);
  return {
    settings: () => settings,
    change: (patch) => {
      const given = Object.entries(patch ?? {}).filter(([, value]) => value !== undefined);
      settings = patch === null ? base : { ...settings, ...Object.fromEntries(given) };
      if (patch === null || patch.seed !== undefined) dice = createDice(settings.seed ?? 1);
      return settings;
    },
    strikes: (percent) => dice() * 100 < percent,
  };
}

// Mulberry32: 32 bits of state, even enough for dice, and the same everywhere.
function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
