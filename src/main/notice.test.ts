import { expect, test } from "vitest";
import type { Alert } from "#core/alert.ts";
import { presentAlert, presentAlerts, presentHeld } from "./notice.ts";
import { createWords } from "./words.ts";

const english = createWords(() => ({ tag: "en-GB", language: "en" }));
const german = createWords(() => ({ tag: "de-DE", language: "de" }));

const alert: Alert = {
  kind: "new",
  tokenId: "waitpoint_aaaaaaaaaaaa",
  urgency: "normal",
  gate: "payout",
  title: "Pay ACME GmbH",
  money: { currency: "EUR", amount: "1250.00" },
};
const said = (part: Partial<Alert>, words = english, details = false) => {
  const { title, body } = presentAlert(words, { ...alert, ...part }, details);
  // Amounts are kept together by spaces that do not break.
  return `${title} | ${body}`.replaceAll("\u00a0", " ");
};

test("nothing names an amount, a payee or a title unless the operator wants it", () => {
  const kinds = ["new", "deadline", "expired", "late", "parked"] as const;
  const all = kinds.map((kind) => said({ kind, remaining: 60_000 })).join("\n");
  for (const secret of ["ACME", "1250", "1,250", "EUR"]) expect(all).not.toContain(secret);
  expect(said({}, english, true)).toBe("Gate waiting | Pay ACME GmbH · EUR 1,250.00 · payout asks for your decision.");
  expect(said({}, german, true)).toBe(
    "Freigabe wartet | Pay ACME GmbH · 1.250,00 EUR · payout bittet um Ihre Entscheidung.",
  );
});

test("a reminder says how many minutes are left", () => {
  const left = (remaining: number) => said({ kind: "deadline", remaining }).split(" | ")[0];
  expect([left(15 * 60_000), left(59_990), left(12_000)]).toEqual([
    "15 minutes left to decide",
    "1 minute left to decide",
    "Less than a minute left to decide",
  ]);
});

test("a name with characters that act unseen is written out, and a long one is cut", () => {
  expect(said({ gate: "pay\u202Eout\u0007\n" })).toBe("Gate waiting | pay⟦U+202E⟧out⟦U+0007⟧ asks for your decision.");
  expect(said({ gate: "x".repeat(500) }).length).toBeLessThan(130);
  const { gate: _, ...nameless } = alert;
  expect(presentAlert(english, nameless, false).body).toBe("A task asks for your decision.");
});

test("several are counted by kind, and gates that all wait are said to wait", () => {
  const many = (...kinds: Alert["kind"][]) => kinds.map((kind) => ({ ...alert, kind }));
  const critical = { ...alert, urgency: "critical" as const };
  expect(presentAlerts(english, [...many("new", "deadline"), critical])).toMatchObject({
    title: "3 gates wait for you",
    body: "2 gates opened, 1 near its deadline, 1 of them critical. Open Countersign to see them.",
    urgent: true,
  });
  expect(presentAlerts(english, many("new", "parked", "expired", "late"))).toMatchObject({ title: "4 alerts" });
  expect(presentHeld(german, many("new", "new", "parked"))).toMatchObject({
    title: "In der Zwischenzeit",
    body: "2 neue Freigaben, 1 Entscheidung braucht Sie. Öffnen Sie Countersign, um sie zu sehen.",
    urgent: false,
  });
});
