/** The value of a JSON text, undefined where it is none: the schema behind it then says so in its own words. */
export function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
