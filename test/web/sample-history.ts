import type { PaymentHistory } from "#core/payment-history.ts";
import { tokenIdOf } from "./sample-gates.ts";

const DAY = 24 * 60 * 60 * 1_000;
const LONG_TITLE = "Pay Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH & Co. KG";

/** A payee that was paid before, twice the same, on another account. */
export function sampleHistory(now: number): PaymentHistory {
  return {
    earlier: [
      {
        tokenId: tokenIdOf("earlier1"),
        title: "Pay ACME GmbH",
        verdict: "approve",
        state: "delivered",
        at: now - 3 * DAY,
        money: { amount: "1250.00", currency: "EUR" },
      },
      {
        tokenId: tokenIdOf("earlier2"),
        title: LONG_TITLE,
        verdict: "reject",
        state: "superseded",
        at: now - 40 * DAY,
      },
    ],
    earlierCount: 6,
    payee: "other-account",
    duplicate: { tokenId: tokenIdOf("earlier1"), at: now - 3 * DAY, money: { amount: "1250.00", currency: "EUR" } },
    today: [
      { currency: "EUR", amount: "12400.10", count: 3 },
      { currency: "USD", amount: "90", count: 1 },
    ],
  };
}
