import { compareDecisions } from "./compare-decisions.ts";
import { compareLedger } from "./compare-ledger.ts";
import type { Mismatch, WeekEvidence } from "./evidence.ts";

export interface WeekFigures {
  readonly gates: number;
  /** Gates that are completed with a decision. */
  readonly decided: number;
  /** Gates whose time ran out. */
  readonly expired: number;
  readonly mismatches: number;
}

/** Holds every source of the week against every other, row by row. */
export function compareWeek(evidence: WeekEvidence): { figures: WeekFigures; mismatches: Mismatch[] } {
  const { tokens, planned } = evidence;
  const count =
    tokens.length === planned
      ? []
      : [{ row: "the week", what: `${planned} gates were planned, ${tokens.length} are there` }];
  const mismatches = [...count, ...compareDecisions(evidence), ...compareLedger(evidence)];
  return {
    mismatches,
    figures: {
      gates: tokens.length,
      decided: tokens.filter(({ decision }) => decision !== undefined).length,
      expired: tokens.filter(({ status }) => status === "TIMED_OUT").length,
      mismatches: mismatches.length,
    },
  };
}
