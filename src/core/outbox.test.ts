import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mayBecome, mayHaveReachedServer, OutboxState, type OutboxStateName } from "./outbox.ts";
import { possibleActions } from "./possible-actions.ts";

const names = OutboxState.options.map((option) => option.shape.state.value);
const name = fc.constantFrom<OutboxStateName>(...names);

test("from its end no step leads a decision away", () => {
  const ends: OutboxStateName[] = ["withdrawn", "delivered", "superseded", "expired"];
  expect(ends.flatMap((end) => names.filter((next) => mayBecome(end, next)))).toEqual([]);
});

test("whatever is asked of it in whatever order, a decision is never sent again once it is settled, nor withdrawn once it was sent", () => {
  fc.assert(
    fc.property(
      fc.constantFrom<OutboxStateName>("held", "queued"),
      fc.array(name, { maxLength: 40 }),
      (first, asked) => {
        const path: OutboxStateName[] = [first];
        for (const next of asked) {
          const current = path.at(-1) ?? first;
          if (mayBecome(current, next)) path.push(next);
        }
        const settled = path.findIndex((state) => ["withdrawn", "delivered", "superseded", "expired"].includes(state));
        if (settled !== -1) expect(path).toHaveLength(settled + 1);
        for (const [index, state] of path.entries()) {
          if (state === "sending") expect(path[index - 1]).toBe("queued");
          if (state === "confirming") expect(path[index - 1]).toBe("sending");
          if (state === "withdrawn") expect(["held", "parked"]).toContain(path[index - 1]);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

const state = fc.oneof(
  fc.record({ state: fc.constant("held" as const), until: fc.nat() }),
  fc.record({ state: fc.constant("withdrawn" as const), withdrawnAt: fc.nat() }),
  fc.record(
    {
      state: fc.constant("queued" as const),
      nextAttemptAt: fc.nat(),
      reason: fc.constantFrom("first" as const, "offline" as const, "uncertain" as const),
      mayHaveLanded: fc.constant(true as const),
    },
    { requiredKeys: ["state", "nextAttemptAt", "reason"] },
  ),
  fc.record({ state: fc.constant("sending" as const), leaseExpiresAt: fc.nat() }),
  fc.record({ state: fc.constant("confirming" as const), acceptedAt: fc.nat(), nextLookAt: fc.nat() }),
  fc.record(
    {
      state: fc.constant("parked" as const),
      reason: fc.constantFrom("hold-interrupted" as const, "refused" as const, "request-changed" as const),
      detail: fc.string({ maxLength: 50 }),
      parkedAt: fc.nat(),
      mayHaveLanded: fc.constant(true as const),
    },
    { requiredKeys: ["state", "reason", "detail", "parkedAt"] },
  ),
);

const next: Readonly<Record<string, OutboxStateName>> = {
  undo: "withdrawn",
  withdraw: "withdrawn",
  "send-anyway": "queued",
  "look-again": "queued",
};

test("a person is offered only steps that are legal, and never the withdrawal of what may have landed", () => {
  fc.assert(
    fc.property(state, fc.nat(5), (status, attempts) => {
      expect(OutboxState.parse(status)).toEqual(status);
      for (const action of possibleActions({ status, attempts })) {
        const to = next[action] ?? "queued";
        expect(mayBecome(status.state, to)).toBe(true);
        if (to === "withdrawn") expect(mayHaveReachedServer({ status })).toBe(false);
      }
    }),
    { numRuns: 2_000 },
  );
});
