import { expect, test } from "vitest";
import { likePayments, type ProposedPayment } from "#core/like-payments.ts";

const paid = (id: string, payee: string, amount: string, more: Partial<ProposedPayment["payment"]> = {}) => ({
  id,
  environmentId: "one",
  payment: { payee, money: { amount, currency: "EUR" }, ...more },
});

test("the same amount to the same payee or account is alike, however either is written", () => {
  const payments = [
    paid("a", "ACME GmbH", "10.00"),
    paid("b", "Acme  GmbH", "10"),
    paid("c", "ACME GmbH", "10.01"),
    paid("d", "Berg", "7.00", { account: "DE89 3704" }),
    paid("e", "Other", "7.00", { account: "de893704" }),
    paid("f", "Third", "7.00"),
  ];
  expect([...likePayments(payments)].toSorted()).toEqual(["a", "b", "d", "e"]);
});

test("what has no exact amount, another currency or another environment is like nothing", () => {
  const acme = paid("a", "ACME GmbH", "10.00");
  const others: ProposedPayment[] = [
    { ...acme, id: "b", environmentId: "two" },
    { ...acme, id: "c", payment: { ...acme.payment, money: { amount: "10.00", currency: "USD" } } },
    { id: "d", environmentId: "one", payment: { payee: "ACME GmbH" } },
    { id: "e", environmentId: "one", payment: { payee: "ACME GmbH" } },
  ];
  expect([...likePayments([acme, ...others])]).toEqual([]);
});
