import { formatGateTags } from "#core/gate-tags.ts";
import { request } from "#test/console/gates.ts";
import { type HostileItem, rawParametersItem, requestItem } from "./hostile-item.ts";
import { imitatingNames, ordinaryNames } from "./names.ts";

const CURRENCIES = ["EUR", "USD", "JPY", "KWD", "CLF", "XAU", "IRR", "BHD", "CHF", "ZZZ"];

/** Exact decimals of every length: each has to be on the card digit for digit. */
export function exactAmountItems(count: number, random: () => number): HostileItem[] {
  const fixed = ["0", "0.1", "0.30", "9007199254740993", "999999999999999999.999999999999999999", "-0.01", "1000000"];
  return Array.from({ length: count }, (_, index) => {
    const amount = fixed[index] ?? randomDecimal(random);
    const currency = CURRENCIES[index % CURRENCIES.length] ?? "EUR";
    return requestItem(
      `the amount ${amount} ${currency}`,
      { parameters: { ...request().parameters, amount, currency } },
      { must: { amount } },
    );
  });
}

function randomDecimal(random: () => number): string {
  const digits = (most: number) =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => Math.floor(random() * 10));
  const whole = digits(18)
    .join("")
    .replace(/^0+(?=\d)/u, "");
  const fraction = random() < 0.3 ? "" : `.${digits(18).join("")}`;
  return `${random() < 0.1 ? "-" : ""}${whole}${fraction}`.replace(/^-(0(?:\.0+)?)$/u, "$1");
}

const INEXACT = [
  "1.234,56",
  "1,234.56",
  "1 000",
  "1'000.00",
  "١٢٣",
  "１２",
  "1e3",
  "1E400",
  "NaN",
  "Infinity",
  "-Infinity",
  "0x10",
  "0b1",
  "01.00",
  "+1.00",
  ".5",
  "5.",
  "--1",
  "1.0.0",
  "",
  " ",
  "1\xA0000",
  "1250.00 ",
  " 1250.00",
  "1250.00\n",
  "1250​.00",
  "‮00.0521",
  "12٫50",
  "½",
  "୧",
  "1_000",
  "€1250",
  "1250.00 EUR",
  "one",
  "null",
  "1".repeat(19),
  `0.${"1".repeat(19)}`,
  "9".repeat(400),
  "1/2",
  "∞",
];
const INEXACT_JSON = [
  "9007199254740993",
  "0.1",
  "1e400",
  "-0",
  "1e3",
  "1.0",
  "123456789.123456789",
  "-1e-7",
  "1E+2",
  "12.50",
  "null",
  "true",
  "[]",
  "{}",
  '["1250.00"]',
  '{"value":"1250.00"}',
  "1250",
];

/** Amounts that two parties could read differently: said to be unverifiable, and never approvable. */
export function inexactAmountItems(): HostileItem[] {
  const texts = INEXACT.flatMap((amount) => [
    requestItem(
      `the text ${JSON.stringify(amount)} for an amount`,
      { parameters: { ...request().parameters, amount } },
      { must: { refuse: true } },
    ),
    {
      ...requestItem(`the label amount:EUR:${amount}`, {}, { must: { amount: "1250.00" } }),
      tags: (runId: string) => [...formatGateTags(request(), runId, "minimal"), `amount:EUR:${amount}`],
    },
  ]);
  const values = INEXACT_JSON.map((amount) =>
    rawParametersItem(
      `the value ${amount} for an amount`,
      `{"payee":"ACME GmbH","amount":${amount},"currency":"EUR"}`,
      {
        refuse: true,
      },
    ),
  );
  const currencies = ["", "eur", "EURO", "€", "E\u0421B", "EUR ", "\u0415UR", "XX", "1", "null"].map((currency) =>
    requestItem(
      `the currency ${JSON.stringify(currency)}`,
      { parameters: { ...request().parameters, currency } },
      { must: { refuse: true } },
    ),
  );
  const lies = ["1250.01", "12500.0", "125.00", "-1250.00", "1250"].map((amount) => ({
    ...requestItem(`a label that says ${amount}`, {}, { must: { refuse: true as const, amount: "1250.00" } }),
    tags: (runId: string) => [...formatGateTags(request(), runId, "minimal"), `amount:EUR:${amount}`],
  }));
  return [...texts, ...values, ...currencies, ...lies];
}

/** Payees that imitate others, each flagged, and a thousand that do not, of which next to none may be. */
export function nameItems(): HostileItem[] {
  const payee = (name: string, flagged: boolean) =>
    requestItem(
      `the ${flagged ? "imitating" : "ordinary"} name ${name}`,
      { parameters: { ...request().parameters, payee: name } },
      { must: { flagged } },
    );
  return [...imitatingNames.map((name) => payee(name, true)), ...ordinaryNames.map((name) => payee(name, false))];
}
