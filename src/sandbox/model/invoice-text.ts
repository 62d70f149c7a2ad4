/** What the scripted model makes of an invoice; a part that the text does not name is absent. */
export interface InvoiceParts {
  readonly payee?: string;
  readonly iban?: string;
  /** A plain decimal, such as 1250.00. */
  readonly amount?: string;
  readonly currency?: string;
  readonly reference?: string;
  /** YYYY-MM-DD. */
  readonly dueDate?: string;
  readonly invoiceNumber?: string;
}

const CURRENCIES = "EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|JPY|CAD|AUD";
const MONEY = String.raw`(?:(${CURRENCIES}|€|\$|£)\s*)?(\d[\d.,' ]*\d|\d)(?:\s*(${CURRENCIES}|€))?`;
const SIGNS: Readonly<Record<string, string>> = { "€": "EUR", $: "USD", "£": "GBP" };
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Reads an invoice as a careful clerk would: labels first, shapes where there is no label. */
export function readInvoice(text: string): InvoiceParts {
  const money = findMoney(text);
  return dropMissing({
    payee: findPayee(text),
    iban: findIban(text),
    amount: money?.amount,
    currency: money?.currency,
    reference: findReference(text),
    dueDate: findDueDate(text),
    invoiceNumber: /\binvoice\s*(?:no\.?|number|nr\.?|#)?\s*:?\s*([A-Z0-9][\w/-]*\d[\w/-]*)/iu.exec(text)?.[1],
  });
}

function findPayee(text: string): string | undefined {
  const label = "payee|beneficiary|vendor|supplier|pay to|account holder";
  const line = new RegExp(String.raw`^(?:${label})\s*:\s*(.+)$`, "imu").exec(text)?.[1];
  if (line !== undefined) return line.trim();
  const inline = new RegExp(String.raw`\b(?:${label})\s*:\s*(.+?)(?:[,;\n]|\.\s|\.?$)`, "iu").exec(text)?.[1];
  return inline?.trim() ?? /\bfrom\s+(.+?)(?:,|\n|\s+for\b|\s{2,}|$)/iu.exec(text)?.[1]?.trim();
}

function findIban(text: string): string | undefined {
  const labelled = /\bIBAN\b\s*:?\s*([A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]){11,30})/u.exec(text)?.[1];
  const found = labelled ?? /\b([A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?)\b/u.exec(text)?.[1];
  if (found === undefined) return undefined;
  // Groups of four: a short group ends it, and what follows is the next word of the sentence.
  const groups = found.split(" ");
  const end = groups.findIndex((group) => groups.length > 1 && group.length < 4);
  return (end === -1 ? groups : groups.slice(0, end + 1)).join("");
}

function findMoney(text: string): { amount: string; currency: string | undefined } | undefined {
  const labels = "(?:total amount|amount due|grand total|balance due|total due|total|amount|sum|payable)";
  const labelled = new RegExp(String.raw`\b${labels}\b\s*(?:\(([A-Z]{3})\))?\s*:?\s*${MONEY}`, "iu").exec(text);
  const bare = new RegExp(String.raw`\b(${CURRENCIES})\s*(\d[\d.,' ]*\d|\d)`, "u").exec(text);
  const number = labelled?.[3] ?? bare?.[2];
  if (number === undefined) return undefined;
  const mark = labelled?.[2] ?? labelled?.[4] ?? labelled?.[1] ?? bare?.[1] ?? findCurrency(text);
  return { amount: plainDecimal(number), currency: mark === undefined ? undefined : currencyCode(mark) };
}

function findCurrency(text: string): string | undefined {
  const labelled = /\bcurrency\s*:\s*([A-Z]{3})\b/iu.exec(text)?.[1];
  return labelled ?? new RegExp(String.raw`\b(?:${CURRENCIES})\b|€|£`, "u").exec(text)?.[0];
}

function currencyCode(mark: string): string {
  return SIGNS[mark] ?? mark.toUpperCase();
}

// 1,250.00 and 1.250,00 are the same: the last separator with one or two digits behind it is the decimal one.
function plainDecimal(number: string): string {
  const text = number.trim();
  const decimals = /[.,](\d{1,2})$/u.exec(text)?.[1];
  const whole = (decimals === undefined ? text : text.slice(0, -decimals.length - 1)).replace(/\D/gu, "");
  return decimals === undefined ? whole : `${whole}.${decimals}`;
}

function findReference(text: string): string | undefined {
  const label = String.raw`(?:payment reference|reference|remittance|purpose|ref)\b\.?`;
  const line = new RegExp(String.raw`^${label}\s*:\s*(.+)$`, "imu").exec(text)?.[1];
  if (line !== undefined) return line.trim();
  const inline = new RegExp(String.raw`\b${label}\s*(?:no\.?)?\s*:?\s*([A-Z0-9][\w/-]*(?: \d{2,4})*)`, "iu").exec(text);
  return inline?.[1]?.trim() ?? /\bRF\d{2}[A-Z0-9 ]{1,25}\b/u.exec(text)?.[0].trim();
}

function findDueDate(text: string): string | undefined {
  const label = String.raw`\b(?:due date|due on|due by|payable by|pay by|due)\b\s*:?\s*`;
  const iso = new RegExp(String.raw`${label}(\d{4}-\d{2}-\d{2})`, "iu").exec(text)?.[1];
  if (iso !== undefined) return iso;
  const dotted = new RegExp(String.raw`${label}(\d{1,2})[./](\d{1,2})[./](\d{4})`, "iu").exec(text);
  if (dotted !== null) return isoDate(dotted[3], dotted[2], dotted[1]);
  const named = new RegExp(String.raw`${label}(\d{1,2})\.?\s+([a-z]{3})[a-z]*\s+(\d{4})`, "iu").exec(text);
  if (named === null) return undefined;
  return isoDate(named[3], String(MONTHS.indexOf((named[2] ?? "").toLowerCase()) + 1), named[1]);
}

function isoDate(year = "", month = "", day = ""): string {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function dropMissing(parts: { [K in keyof InvoiceParts]: InvoiceParts[K] | undefined }): InvoiceParts {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
