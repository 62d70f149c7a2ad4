import { z } from "zod";
import { addDecimals, compareDecimals, Currency, Decimal } from "#core/decimal.ts";
import { Verdict } from "#core/envelope.ts";
import { TokenId } from "#core/identifiers.ts";
import { looksLike, sameName } from "#core/name-skeleton.ts";
import type { OutboxStateName } from "#core/outbox.ts";
import type { Payment } from "#core/payment.ts";

const DUPLICATE_WITHIN_MS = 30 * 24 * 60 * 60 * 1_000;
const MOST_EARLIER = 5;

/** A decision taken on this machine, as far as it concerns money. */
export interface PastDecision {
  readonly tokenId: TokenId;
  readonly environmentId: string;
  readonly gate: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly state: OutboxStateName;
  readonly at: number;
  readonly payment?: Payment;
}

const Money = z.strictObject({ amount: Decimal, currency: Currency });
const EarlierDecision = z.strictObject({
  tokenId: TokenId,
  title: z.string().max(400),
  verdict: Verdict,
  state: z.enum([
    "held",
    "withdrawn",
    "queued",
    "sending",
    "confirming",
    "delivered",
    "superseded",
    "expired",
    "parked",
  ]),
  at: z.number(),
  money: Money.optional(),
});

/** What this machine remembers that a person should know before paying; all instants in milliseconds since 1970. */
export const PaymentHistory = z.strictObject({
  /** Decisions on the same gate or the same payee, newest first. */
  earlier: z.array(EarlierDecision).max(MOST_EARLIER),
  earlierCount: z.int(),
  /** `first` where nothing was ever approved here for this payee; `other-account` where it went to another account. */
  payee: z.enum(["none", "first", "known", "other-account"]),
  /** A payee approved here before that this one could be taken for. */
  resembles: z.string().max(400).optional(),
  /** The newest approval of the same amount for the same payee or account within 30 days. */
  duplicate: z.strictObject({ tokenId: TokenId, at: z.number(), money: Money }).optional(),
  /** What was approved here since midnight, a sum for each currency. */
  today: z.array(z.strictObject({ currency: Currency, amount: Decimal, count: z.int() })).max(50),
});
export type PaymentHistory = z.infer<typeof PaymentHistory>;

/** `past` is newest first; `midnight` is the start of the operator's day. */
export function presentHistory(
  current: Pick<PastDecision, "tokenId" | "environmentId" | "gate"> & { readonly payment: Payment | undefined },
  past: readonly PastDecision[],
  { now, midnight }: { readonly now: number; readonly midnight: number },
): PaymentHistory {
  const others = otherThan(current, past);
  const approved = others.filter(isApproved);
  const payment = current.payment ?? {};
  const earlier = others.filter((one) => one.state !== "withdrawn" && concerns(one, current.gate, payment));
  const duplicate = approved.find(
    (one) =>
      now - one.at <= DUPLICATE_WITHIN_MS &&
      isSamePayee(one.payment ?? {}, payment) &&
      isSameAmount(one.payment ?? {}, payment),
  );
  const payee = judgePayee(payment, approved);
  const resembles = resembledBy(payment, approved);
  return {
    earlier: earlier.slice(0, MOST_EARLIER).map(({ tokenId, title, verdict, state, at, payment: paid }) => ({
      tokenId,
      title,
      verdict,
      state,
      at,
      ...(paid?.money !== undefined && { money: paid.money }),
    })),
    earlierCount: earlier.length,
    payee,
    ...(resembles !== undefined && { resembles: resembles.slice(0, 400) }),
    ...(duplicate?.payment?.money !== undefined && {
      duplicate: { tokenId: duplicate.tokenId, at: duplicate.at, money: duplicate.payment.money },
    }),
    today: sumOf(approved.filter(({ at }) => at >= midnight)),
  };
}

/** A payee approved here before that a payment's could be taken for; none for a payee that is known itself. */
export function findResembled(
  current: Pick<PastDecision, "tokenId" | "environmentId"> & { readonly payment: Payment },
  past: readonly PastDecision[],
): string | undefined {
  return resembledBy(current.payment, otherThan(current, past).filter(isApproved));
}

function resembledBy(payment: Payment, approved: readonly PastDecision[]): string | undefined {
  const { payee } = payment;
  if (payee === undefined || judgePayee(payment, approved) !== "first") return undefined;
  const known = new Set(approved.flatMap((one) => one.payment?.payee ?? []));
  return [...known].find((name) => looksLike(payee, name));
}

// A test environment's payments are no precedent for production's, nor the other way round.
function otherThan(
  current: Pick<PastDecision, "tokenId" | "environmentId">,
  past: readonly PastDecision[],
): PastDecision[] {
  return past.filter((one) => one.tokenId !== current.tokenId && one.environmentId === current.environmentId);
}

// Parked and lost decisions paid nothing as far as this machine knows.
function isApproved({ verdict, state }: PastDecision): boolean {
  return verdict === "approve" && !["withdrawn", "superseded", "expired", "parked"].includes(state);
}

function concerns(one: PastDecision, gate: string, payment: Payment): boolean {
  if (payment.payee === undefined && payment.account === undefined) return one.gate === gate;
  return isSamePayee(one.payment ?? {}, payment);
}

function judgePayee(payment: Payment, approved: readonly PastDecision[]): PaymentHistory["payee"] {
  const { payee, account } = payment;
  if (payee === undefined) return "none";
  const known = approved.filter((one) => one.payment?.payee !== undefined && sameName(one.payment.payee, payee));
  if (known.length === 0) return "first";
  if (account === undefined || known.some((one) => isSameAccount(one.payment ?? {}, payment))) return "known";
  return known.some((one) => one.payment?.account !== undefined) ? "other-account" : "known";
}

/** The same name, or the same account. */
export function isSamePayee(a: Payment, b: Payment): boolean {
  return (a.payee !== undefined && b.payee !== undefined && sameName(a.payee, b.payee)) || isSameAccount(a, b);
}

function isSameAccount(a: Payment, b: Payment): boolean {
  const plain = (account: string) => account.replace(/\s/gu, "").toUpperCase();
  return a.account !== undefined && b.account !== undefined && plain(a.account) === plain(b.account);
}

/** The same exact amount in the same currency; false where one of them has none. */
export function isSameAmount(a: Payment, b: Payment): boolean {
  if (a.money === undefined || b.money === undefined) return false;
  return a.money.currency === b.money.currency && compareDecimals(a.money.amount, b.money.amount) === 0;
}

function sumOf(decisions: readonly PastDecision[]): PaymentHistory["today"] {
  const sums = new Map<Currency, { amount: Decimal; count: number }>();
  for (const { payment } of decisions) {
    if (payment?.money === undefined) continue;
    const { amount, currency } = payment.money;
    const sum = sums.get(currency) ?? { amount: "0", count: 0 };
    sums.set(currency, { amount: addDecimals(sum.amount, amount), count: sum.count + 1 });
  }
  return [...sums]
    .map(([currency, sum]) => ({ currency, ...sum }))
    .toSorted((a, b) => a.currency.localeCompare(b.currency))
    .slice(0, 50);
}
