import { parse as parseLossless } from "lossless-json";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** What stands for a value that was written twice. */
export const TWO_VALUES = "[two values for one key]";

/**
 * A reply's text in which every key stands once. One parser takes the first of two values, another the last, and what was
 * shown would not be what is meant: so neither is kept. Whoever reads the place finds a text there that fits nothing,
 * and one bad gate holds up no other. Text that is no JSON is handed back as it is; somebody else says so.
 */
export function withSingleKeys(text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  // A parser keeps one of the two, so fewer members come out than were written.
  if (membersOf(value) === membersWritten(text)) return text;
  return JSON.stringify(parseLossless(text, null, { parseNumber: Number, onDuplicateKey: () => TWO_VALUES }));
}

function membersWritten(text: string): number {
  let members = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) quoted = !quoted;
    else if (code === BACKSLASH) index += 1;
    else if (code === COLON && !quoted) members += 1;
  }
  return members;
}

// Not recursive: how deep a reply nests is up to whoever wrote it.
function membersOf(value: unknown): number {
  let members = 0;
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    const items = Object.values(next) as unknown[];
    if (!Array.isArray(next)) members += items.length;
    for (const item of items) if (typeof item === "object") open.push(item);
  }
  return members;
}
