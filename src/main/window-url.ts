/** The window's one address. Everything that compares origins compares with this. */
export const WINDOW_URL = "app://ui/index.html";

/** True for the page itself and its own files, judged on the parsed URL and never on a substring. */
export function isWindowUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol: scheme, host } = new URL(url);
  return scheme === "app:" && host === "ui";
}
