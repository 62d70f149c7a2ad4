import type { Json } from "#core/json.ts";

// Apart from the schema in pointer.ts, so that the window can walk documents without carrying a schema library.

/** The pointer's steps, unescaped. */
export function pointerSteps(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The pointer to one step below `parent`; the whole document is the empty text. */
export function pointerBelow(parent: string, step: string): string {
  return `${parent}/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Whether `pointer` names what `parent` names, or a part of it. */
export function isAtOrBelow(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}

/** What the pointer names, or undefined where the document has nothing there. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const step of pointerSteps(pointer)) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, Json>)[step];
  }
  return value;
}

/** The document with the value at those steps replaced; the original is left alone, and nothing new is ever added. */
export function replaceAt(document: Json, steps: readonly string[], value: Json): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (document === null || typeof document !== "object") return document;
  if (Array.isArray(document)) {
    const items = document as readonly Json[];
    return items.map((item, index) => (String(index) === step ? replaceAt(item, rest, value) : item));
  }
  return Object.fromEntries(
    Object.entries(document).map(([key, item]) => [key, key === step ? replaceAt(item, rest, value) : item]),
  );
}
