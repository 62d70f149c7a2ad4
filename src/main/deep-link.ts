import { TokenId } from "#core/identifiers.ts";

const LINK = /^countersign:\/\/gate\/(waitpoint_[a-z0-9]{10,40})$/u;
const LONGEST = 128;

/**
 * The gate a deep link names, or undefined for anything else. SECURITY: a link selects a card and does nothing more; one
 * that has any other part is no link of ours.
 */
export function parseDeepLink(text: string): TokenId | undefined {
  if (text.length > LONGEST) return undefined;
  return TokenId.safeParse(LINK.exec(text)?.[1]).data;
}

/** The one deep link among a command line's arguments; two of them are as good as none. */
export function findDeepLink(commandLine: readonly string[]): TokenId | undefined {
  const links = commandLine.map(parseDeepLink).filter((link) => link !== undefined);
  return links.length === 1 ? links[0] : undefined;
}
