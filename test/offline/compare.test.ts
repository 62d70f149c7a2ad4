import { describe, expect, test } from "vitest";
import type { Decision } from "#core/decision.ts";
import { compareWithTruth, type Evidence, type GateTruth } from "./compare.ts";

const TITLE = "Pay ACME GmbH";
const DIGEST = `sha256-${"a".repeat(64)}`;
const OURS = "b".repeat(32);
const DECISION_ID = "01900000-0000-7000-8000-000000000001";

function decision(part: Partial<Decision> = {}): Decision {
  return {
    decisionId: DECISION_ID,
    verdict: "approve",
    requestDigest: DIGEST,
    operator: { name: "Ada", keyId: OURS },
    ...part,
  } as Decision;
}

const rivals = decision({
  decisionId: "01900000-0000-7000-8000-000000000002",
  operator: { name: "Grace", keyId: "c" },
});

function evidence(status: string, truth: Partial<GateTruth>, shownTimes = 1): Evidence {
  const shown = Array.from({ length: shownTimes }, () => ({ status, text: `${TITLE} ${status} Decided by Grace` }));
  return {
    receipts: [{ title: TITLE, verdict: "approve" }],
    truths: new Map([
      [
        TITLE,
        {
          token: { status: "COMPLETED", decision: decision() },
          shownDigest: DIGEST,
          runStatus: "COMPLETED",
          rows: [DECISION_ID],
          ...truth,
        },
      ],
    ]),
    shown: new Map(shownTimes === 0 ? [] : [[TITLE, shown]]),
    isOurs: ({ operator }) => operator.keyId === OURS,
  };
}

const waiting = { token: { status: "WAITING", decision: undefined }, runStatus: undefined, rows: [] } as const;
const timedOut = { token: { status: "TIMED_OUT", decision: undefined }, rows: [] } as const;
const taken = { token: { status: "COMPLETED", decision: rivals }, rows: [rivals.decisionId] } as const;

test.each([
  ["Delivered, run completed", {}, "delivered"],
  ["Superseded", taken, "superseded"],
  ["Expired", timedOut, "expired"],
  ["Parked", waiting, "parked"],
] as const)("%s is counted and nothing is found where it is true", (status, truth, counted) => {
  const { figures, findings } = compareWithTruth(evidence(status, truth));

  expect(findings).toEqual([]);
  expect(figures).toMatchObject({ decisions: 1, [counted]: 1, lost: 0, doubled: 0, misreported: 0 });
});

describe("what is wrong is found:", () => {
  test.each([
    ["a receipt whose decision is not shown any more", evidence("", {}, 0), "lost"],
    ["a decision that came to no end", evidence("Queued", waiting), "lost"],
    ["an approval whose run wrote no row", evidence("Delivered", { rows: [] }), "lost"],
    ["a gate with two decisions", evidence("Delivered", {}, 2), "doubled"],
    ["two rows for one gate", evidence("Delivered", { rows: [DECISION_ID, DECISION_ID] }), "doubled"],
    ["a row that no approval stands for", evidence("Expired", { ...timedOut, rows: [DECISION_ID] }), "doubled"],
    ["delivered, while the token waits", evidence("Delivered", waiting), "misreported"],
    ["delivered, while a rival decided", evidence("Delivered", taken), "misreported"],
    [
      "delivered, with another verdict than was clicked",
      evidence("Delivered", { token: { status: "COMPLETED", decision: decision({ verdict: "reject" }) }, rows: [] }),
      "misreported",
    ],
    [
      "delivered, on another request than was shown",
      evidence("Delivered", { shownDigest: `sha256-${"d".repeat(64)}` }),
      "misreported",
    ],
    [
      "run completed, while the run failed",
      evidence("Delivered, run completed", { runStatus: "FAILED" }),
      "misreported",
    ],
    ["superseded, while our decision stands", evidence("Superseded", {}), "misreported"],
    ["expired, while our decision stands", evidence("Expired", {}), "misreported"],
    ["parked, while our decision stands", evidence("Parked", {}), "misreported"],
  ] as const)("%s", (_what, given, fault) => {
    const { figures, findings } = compareWithTruth(given);

    expect(findings).toMatchObject([{ fault, title: TITLE }]);
    expect(figures[fault]).toBe(1);
  });
});
