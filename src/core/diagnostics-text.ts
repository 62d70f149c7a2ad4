import { scrubValue } from "#core/scrub.ts";

const REMOVED = "[removed]";
const SHORTEST = 4;

/**
 * A bundle as text that may leave this computer: no credential, none of the texts that the gates are about (payees,
 * accounts, amounts, titles), and no name of the person's own folder.
 */
export function diagnosticsText(bundle: object, gateTexts: ReadonlySet<string>, homeFolder: string): string {
  const secrets = [...gateTexts].filter((text) => text.length >= SHORTEST).sort((a, b) => b.length - a.length);
  const clean = (value: unknown): unknown => {
    if (typeof value === "string") return withoutTexts(value, secrets, homeFolder);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, clean(item)]));
  };
  return `${JSON.stringify(clean(scrubValue(bundle)), null, 2)}\n`;
}

function withoutTexts(text: string, secrets: readonly string[], homeFolder: string): string {
  // Unlike in what a task sent, a key is looked for inside words too: nothing here has a digest to keep.
  let clean = text.replace(/tr_(?:dev|stg|prod|preview|pat|oat)_[\w-]+/giu, REMOVED);
  if (homeFolder.length >= SHORTEST) clean = clean.replaceAll(homeFolder, "~");
  for (const secret of secrets) clean = clean.replaceAll(secret, REMOVED);
  return clean;
}
