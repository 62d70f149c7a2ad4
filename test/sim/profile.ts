import type { Dice } from "./dice.ts";

/** What may go wrong in one seed. Rates are probabilities a call (or a boundary, or a gate); times are milliseconds. */
export interface Profile {
  readonly machines: number;
  readonly gates: number;
  readonly chaosMs: number;
  readonly latencyMs: number;
  readonly unreachable: number;
  readonly lostReply: number;
  readonly serverErrorBefore: number;
  readonly serverErrorAfter: number;
  readonly rateLimited: number;
  readonly hang: number;
  readonly hangApplied: number;
  readonly delayed: number;
  readonly duplicate: number;
  readonly redirected: number;
  readonly refused: number;
  readonly notFound: number;
  readonly unauthorized: number;
  readonly offlineWindows: number;
  readonly keyWindows: number;
  readonly portalWindows: number;
  readonly replicaLagMs: number;
  readonly expiryDelayMs: number;
  readonly skewMs: number;
  readonly clockJumps: number;
  readonly sleeps: number;
  /** The lid is closed while a call is under way. */
  readonly sleepInCall: number;
  /** How surely the operating system tells of a sleep. */
  readonly sleepTold: number;
  readonly crashAtBoundary: number;
  readonly crashes: number;
  readonly diskRefuses: number;
  readonly outside: number;
  readonly mutations: number;
  /** The task changes its mind just when a decision is under way. */
  readonly mutationsOnSend: number;
  readonly undo: number;
  readonly undoMs: number;
  readonly haste: number;
  readonly intruder: number;
}

/** A swarm: each seed has some faults and not others, so that a rare one is not always drowned by the rest. */
export function rollProfile(dice: Dice): Profile {
  const some = (most: number, often = 0.35): number => (dice.chance(often) ? dice.fraction() * most : 0);
  const times = (most: number, often = 0.3): number => (dice.chance(often) ? dice.whole(1, most) : 0);
  return {
    machines: dice.chance(0.25) ? 2 : 1,
    gates: dice.whole(3, 8),
    chaosMs: dice.whole(40, 150) * 1_000,
    latencyMs: dice.pick([5, 40, 200, 1_500]),
    unreachable: some(0.3),
    lostReply: some(0.3),
    serverErrorBefore: some(0.25),
    serverErrorAfter: some(0.25),
    rateLimited: some(0.15),
    hang: some(0.15),
    hangApplied: some(0.15),
    delayed: some(0.2),
    duplicate: some(0.3),
    redirected: some(0.03, 0.1),
    refused: some(0.3, 0.2),
    notFound: some(0.3, 0.2),
    unauthorized: some(0.1, 0.15),
    offlineWindows: times(3),
    keyWindows: times(2, 0.2),
    portalWindows: times(2, 0.2),
    replicaLagMs: dice.chance(0.5) ? dice.whole(100, 8_000) : 0,
    expiryDelayMs: dice.chance(0.6) ? dice.whole(500, 6_000) : 0,
    skewMs: dice.chance(0.5) ? dice.whole(-3_600_000, 3_600_000) : 0,
    clockJumps: times(3, 0.25),
    sleeps: times(3, 0.3),
    sleepInCall: some(0.05, 0.3),
    sleepTold: dice.pick([0, 0.5, 1, 1]),
    crashAtBoundary: some(0.03, 0.4),
    crashes: times(4, 0.3),
    diskRefuses: some(0.05, 0.15),
    outside: some(0.5, 0.4),
    mutations: some(0.6, 0.4),
    mutationsOnSend: some(0.8, 0.25),
    undo: some(0.4, 0.4),
    undoMs: dice.pick([0, 5_000, 5_000, 15_000]),
    haste: some(0.3),
    intruder: some(0.2, 0.3),
  };
}
