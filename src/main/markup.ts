/** Text that a desktop which reads a little HTML in notifications shows as it is: `<b>` stays three characters. */
export function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
