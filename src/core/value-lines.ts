import type { Json } from "#core/json.ts";

/** A list or an object in lines to be compared: an entry a line, or a key a line, with everything below it in that line. */
export function valueLines(value: Json): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).map(inOneLine);
  if (value === null || typeof value !== "object") return [inOneLine(value)];
  return Object.entries(value).map(([key, item]) => `${key}: ${inOneLine(item)}`);
}

function inOneLine(value: Json): string {
  if (value === null || value === "") return "–";
  if (typeof value !== "object") return String(value);
  const parts = Array.isArray(value) ? (value as readonly Json[]) : Object.values(value);
  return parts.length === 0 ? "–" : parts.map(inOneLine).join(" · ");
}
