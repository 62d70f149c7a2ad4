const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * True where an object of this JSON text has a key twice: one parser takes the first, another the last, and what was
 * shown would not be what is meant. Text that is no JSON has none; somebody else says so.
 */
export function repeatsKey(text: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  // A parser keeps one of the two, so fewer members come out than were written.
  return membersOf(value) !== membersWritten(text);
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
