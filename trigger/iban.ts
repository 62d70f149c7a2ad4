/**
 * True for an IBAN in its electronic form (no spaces) whose check digits are right (ISO 7064, mod 97-10).
 * It says nothing about whether the account exists.
 */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u.test(text)) return false;
  let remainder = 0;
  for (const char of text.slice(4) + text.slice(0, 4))
    for (const digit of Number.parseInt(char, 36).toString()) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
}
