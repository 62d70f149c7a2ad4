import { electronicFormatIBAN, friendlyFormatIBAN, isValidIBAN } from "ibantools";

/** A bank account as written, grouped for reading, and whether its own check digits agree. */
export interface PresentedAccount {
  readonly scheme: "iban" | "routing-number" | "other";
  readonly text: string;
  readonly valid: boolean | undefined;
}

/** Recognises an IBAN or a US routing number by its own form; anything else is shown as it came. */
export function presentAccount(account: string): PresentedAccount {
  if (/^[A-Z]{2}\d{2}[\dA-Z ]{8,40}$/u.test(account)) {
    const compact = electronicFormatIBAN(account) ?? account;
    return { scheme: "iban", text: friendlyFormatIBAN(compact) ?? account, valid: isValidIBAN(compact) };
  }
  if (/^\d{9}$/u.test(account)) return { scheme: "routing-number", text: account, valid: isRoutingNumber(account) };
  return { scheme: "other", text: account, valid: undefined };
}

const ROUTING_WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7, 1];

function isRoutingNumber(digits: string): boolean {
  const sum = ROUTING_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return sum > 0 && sum % 10 === 0;
}
