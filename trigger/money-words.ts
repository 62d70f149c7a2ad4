/** `EUR 1,250.00`: thousands parted by commas, every digit of the exact decimal kept. */
export function moneyWords(currency: string, amount: string): string {
  const [whole = "", fraction] = amount.split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ",");
  return fraction === undefined ? `${currency} ${grouped}` : `${currency} ${grouped}.${fraction}`;
}
