const LONGEST = 2048;
const ASCII_PRINTABLE = /^[\x21-\x7e]+$/u;

/**
 * Opens a web page outside the window. SECURITY: the one caller of the system's opener; only https, only a host that is
 * listed exactly, no credentials, no port of somebody's choosing, nothing a shell or a human could misread.
 * @returns whether it was opened
 */
export async function openExternal(
  value: unknown,
  allowedHosts: readonly string[],
  open: (url: string) => Promise<void>,
): Promise<boolean> {
  const url = allowedUrl(value, allowedHosts);
  if (url === undefined) return false;
  await open(url);
  return true;
}

function allowedUrl(value: unknown, allowedHosts: readonly string[]): string | undefined {
  if (typeof value !== "string" || value.length > LONGEST || !ASCII_PRINTABLE.test(value)) return undefined;
  if (!value.startsWith("https://") || value.includes("\\") || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  if (url.username !== "" || url.password !== "" || url.port !== "") return undefined;
  return allowedHosts.includes(url.hostname) ? url.href : undefined;
}
