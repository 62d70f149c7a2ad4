const DECIMAL = /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?$/u;
const CURRENCY = /^[A-Z]{3}$/u;

/** An amount as a person reads it, or its raw text where it cannot be read exactly. */
export type PresentedMoney =
  | { readonly kind: "exact"; readonly text: string; readonly currency: string; readonly number: string }
  | { readonly kind: "unverifiable"; readonly text: string };

const formats = new Map<string, Intl.NumberFormat>();

/**
 * Groups and localises an exact decimal without ever making a float of it: the formatter reads the digits of the text.
 * Every digit given is shown, and at least as many decimals as the currency has.
 */
export function presentMoney(amount: unknown, currency: unknown, locale: string): PresentedMoney {
  if (typeof amount !== "string" || !DECIMAL.test(amount) || typeof currency !== "string" || !CURRENCY.test(currency))
    return {
      kind: "unverifiable",
      text: [amount, currency]
        .filter((part) => part !== undefined)
        .map(String)
        .join(" "),
    };
  const decimals = amount.split(".")[1]?.length ?? 0;
  const parts = formatFor(locale, currency, decimals).formatToParts(amount as Intl.StringNumericLiteral);
  const text = parts.map((part) => part.value).join("");
  const number = parts
    .filter((part) => part.type !== "currency" && part.type !== "literal")
    .map((part) => part.value)
    .join("");
  return { kind: "exact", text, currency, number };
}

// Building a formatter costs far more than using one, and a list asks for the same few again and again.
function formatFor(locale: string, currency: string, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${decimals}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const usual = new Intl.NumberFormat(locale, { style: "currency", currency }).resolvedOptions().minimumFractionDigits;
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    // A code, since "$" is a dozen currencies.
    currencyDisplay: "code",
    minimumFractionDigits: Math.max(usual ?? 0, decimals),
    maximumFractionDigits: Math.max(usual ?? 0, decimals),
  });
  formats.set(key, format);
  return format;
}
