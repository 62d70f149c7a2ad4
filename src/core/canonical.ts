import canonicalize from "canonicalize";
import { exactJson } from "#core/json.ts";

/**
 * The RFC 8785 (JSON Canonicalization Scheme) form: one text for one value, whatever wrote it.
 *
 * @throws ConsoleError `json/inexact` for a value that has no exact JSON form.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(exactJson(value));
  if (text === undefined) throw new TypeError("A JSON value always has a canonical form.");
  return text;
}
