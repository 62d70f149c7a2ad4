const REMOVED = "[removed]";
const MAX_DEPTH = 64;

/** What lets its holder complete a token or act as the environment, wherever it stands in a text. */
const CREDENTIALS: readonly [pattern: RegExp, replacement: string][] = [
  // The callback's hash is the credential, in plain, escaped and percent-encoded URLs; the rest of the URL is harmless.
  [/((?:\/|%2f)callback(?:\/|%2f))[a-z0-9]{16,}/giu, `$1${REMOVED}`],
  [/eyJ[\w-]{6,}(?:\.[\w-]+){1,2}/gu, REMOVED],
  [/\btr_(?:dev|stg|prod|preview|pat|oat)_[\w-]+/gu, REMOVED],
];

/** The text without callback hashes, JSON web tokens and Trigger.dev keys. */
export function scrubText(text: string): string {
  let clean = text;
  for (const [pattern, replacement] of CREDENTIALS) clean = clean.replace(pattern, replacement);
  return clean;
}

/**
 * A copy as plain JSON values with every text scrubbed, keys included. What is no JSON (functions, symbols) is left out,
 * and what is nested too deep to walk is removed: neither can be anything a decision needs.
 */
export function scrubValue(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return scrubText(value);
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object") return undefined;
  if (depth >= MAX_DEPTH) return REMOVED;
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, depth + 1));
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [scrubText(key), scrubValue(item, depth + 1)] as const),
  );
}
