import { createIntl } from "react-intl";
import { expect, test } from "vitest";
import type { Decision } from "#renderer/hooks/use-card.ts";
import { en } from "#renderer/messages/en.ts";
import type { Words } from "#renderer/messages/words.ts";
import { detailWords, statusWords, toneOf } from "./decision-words.ts";

const intl = createIntl({ locale: "en", messages: { ...en } });
const words: Words = (id, values) => intl.formatMessage({ id }, values);

function decision(status: Decision["status"], runEnd?: "completed" | "failed"): Decision {
  return {
    decisionId: "01938c1e-7c6e-7a55-8f3a-6a0b5a1c9d10",
    tokenId: "waitpoint_aaaaaaaaaaaaaaaaaaaa",
    environmentId: "sandbox",
    title: "Pay ACME GmbH",
    verdict: "approve",
    recordedAt: 0,
    attempts: 0,
    status,
    can: [],
    ...(runEnd !== undefined && { runEnd }),
  };
}

test.each<[Decision["status"], string]>([
  [{ state: "held", until: 1 }, "Held"],
  [{ state: "withdrawn", withdrawnAt: 1 }, "Withdrawn"],
  [{ state: "queued", nextAttemptAt: 1, reason: "offline" }, "Queued"],
  [{ state: "sending", leaseExpiresAt: 1 }, "Sending"],
  [{ state: "confirming", acceptedAt: 1, nextLookAt: 1 }, "Confirming"],
  [{ state: "delivered", completedAt: 1, late: false }, "Delivered"],
  [{ state: "superseded", completedAt: 1, winner: { who: "outside" } }, "Superseded"],
  [{ state: "expired", cause: "timed-out", expiredAt: 1 }, "Expired"],
  [{ state: "parked", reason: "refused", detail: "", parkedAt: 1 }, "Parked"],
])("%j is called %s", (status, said) => {
  expect(statusWords(decision(status), words)).toBe(said);
  expect(detailWords(decision(status), words)).not.toBe("");
});

test("the state comes first and the run's end last", () => {
  const delivered = { state: "delivered", completedAt: 1, late: false } as const;
  expect(statusWords(decision(delivered, "completed"), words)).toBe("Delivered, run completed");
  expect(statusWords(decision(delivered, "failed"), words)).toBe("Delivered, run failed");
  expect(toneOf(decision(delivered, "failed"))).toBe("bad");
});

test("whoever was first is named with what they decided", () => {
  const winner = { who: "operator", name: "Amara Okafor", verdict: "reject" } as const;
  expect(detailWords(decision({ state: "superseded", completedAt: 1, winner }), words)).toBe(
    "Amara Okafor decided first (Reject). Yours was kept but does not count.",
  );
});
