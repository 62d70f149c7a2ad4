export interface SampleMoney {
  readonly payee: string;
  readonly iban: string;
  readonly amount: string;
  readonly currency: string;
}

const PAYEES = [
  "ACME GmbH",
  "Nordwind Logistik AG",
  "Ólafsson & Dætur ehf.",
  "Bäckerei Müller",
  "Zażółć Sp. z o.o.",
  "Smith, Jones & Partners LLP",
  "株式会社さくら",
  "Delta Print 100% Recycled",
] as const;

// The documented example accounts of their countries: right in form and check digits, nobody's account.
const IBANS = [
  "DE89370400440532013000",
  "GB29NWBK60161331926819",
  "FR1420041010050500013M02606",
  "NL91ABNA0417164300",
  "AT611904300234573201",
] as const;

const CURRENCIES = ["EUR", "EUR", "EUR", "USD", "GBP", "CHF"] as const;

const DEADLINES = [
  { text: "2h", ms: 2 * 3_600_000 },
  { text: "8h", ms: 8 * 3_600_000 },
  { text: "30m", ms: 1_800_000 },
  undefined,
  { text: "3d", ms: 3 * 86_400_000 },
  { text: "1w", ms: 7 * 86_400_000 },
] as const;

/** Some money on its way to somebody, by number. */
export function sampleMoney(index: number): SampleMoney {
  const cents = 999 + ((index * 7_919) % 4_000_000);
  return {
    payee: pick(PAYEES, index),
    iban: pick(IBANS, index),
    amount: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`,
    currency: pick(CURRENCIES, Math.floor(index / 2)),
  };
}

/** How long a gate may wait; undefined means for ever. */
export function sampleDeadline(index: number): { readonly text: string; readonly ms: number } | undefined {
  return pick(DEADLINES, index);
}

export function instantAfter(now: number, milliseconds: number): string {
  return new Date(now + milliseconds).toISOString();
}

/** The list, round and round. */
export function pick<T>(choices: readonly T[], index: number): T {
  const choice = choices[index % choices.length];
  if (choice === undefined && !choices.includes(choice as T)) throw new RangeError("There is nothing to choose from.");
  return choice as T;
}
