const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * A reply's text in which every key stands once. One parser takes the first of two values, another the last, and what was
 * shown would not be what is meant: so each of them gets a name of its own, and whoever asks for the key finds none. A
 * strict schema refuses the place, and one bad gate holds up no other. Text that is no JSON is handed back as it is;
 * somebody else says so.
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
  const parts: string[] = [];
  let from = 0;
  for (const end of repeatedKeyEnds(text)) {
    parts.push(text.slice(from, end), ` (repeated ${parts.length})`);
    from = end;
  }
  return parts.join("") + text.slice(from);
}

/** Where each key that occurs twice in its object ends, its quote excluded; in the order of the text, which is valid JSON. */
function repeatedKeyEnds(text: string): number[] {
  const ends = new Set<number>();
  // Not recursive: how deep a reply nests is up to whoever wrote it. A list has no keys.
  const open: (Map<string, number> | undefined)[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (char === "{") open.push(new Map());
    else if (char === "[") open.push(undefined);
    else if (char === "}" || char === "]") open.pop();
    else if (char === '"') {
      const end = stringEnd(text, index);
      const keys = open.at(-1);
      if (keys !== undefined && isKey(text, end)) {
        const key = JSON.parse(text.slice(index, end + 1)) as string;
        const first = keys.get(key);
        if (first === undefined) keys.set(key, end);
        else ends.add(first).add(end);
      }
      index = end;
    }
  }
  return [...ends].toSorted((a, b) => a - b);
}

function isKey(text: string, end: number): boolean {
  let index = end + 1;
  while (/\s/u.test(text.charAt(index))) index += 1;
  return text.charCodeAt(index) === COLON;
}

function stringEnd(text: string, start: number): number {
  let index = start + 1;
  while (text.charCodeAt(index) !== QUOTE) index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  return index;
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
