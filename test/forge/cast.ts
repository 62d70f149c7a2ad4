import type { Operator } from "#core/operators.ts";
import { createOperator } from "#test/worker/worker-operators.ts";

const LONG_AGO = "2020-01-01T00:00:00.000Z";
const NOT_SOON = "2100-01-01T00:00:00.000Z";

/** Everybody who signs something: two who may decide, and those who may not, each for a reason of its own. */
export type Cast = ReturnType<typeof createCast>;

export function createCast() {
  return {
    ada: createOperator("ada"),
    ben: createOperator("ben"),
    /** Ada's other desktop: another key, the same person. */
    adaElsewhere: createOperator("ada"),
    /** May decide nothing of this size. */
    trainee: createOperator("trainee", { limits: { EUR: "1.00" } }),
    revoked: createOperator("revoked", { revokedAt: LONG_AGO }),
    lapsed: createOperator("lapsed", { notAfter: LONG_AGO }),
    notYet: createOperator("not-yet", { notBefore: NOT_SOON }),
    /** A good key that the task does not list. */
    stranger: createOperator("stranger"),
  };
}

/** What the task's `operators.json` says. */
export function listedOf(cast: Cast): Operator[] {
  const { stranger: _, ...listed } = cast;
  return Object.values(listed).map((operator) => operator.listed);
}
