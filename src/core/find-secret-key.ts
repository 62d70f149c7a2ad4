import { ConsoleError } from "#core/error.ts";
import { parseSecretKey, type SecretKey } from "#core/secret-key.ts";

/**
 * The one environment key in a text such as an `.env` file. The text itself is never part of an error.
 *
 * @throws ConsoleError `session/key-malformed` where there is none, or more than one.
 */
export function findSecretKey(text: string): SecretKey {
  const found = new Set(text.match(/\btr_(?:dev|stg|prod|preview)_[A-Za-z0-9_-]+/gu) ?? []);
  const [key] = found;
  if (key === undefined)
    throw new ConsoleError(
      "session/key-malformed",
      "The file holds no secret key of an environment; those start with tr_dev_, tr_stg_, tr_prod_ or tr_preview_.",
    );
  if (found.size > 1)
    throw new ConsoleError(
      "session/key-malformed",
      `The file holds ${found.size} different keys. Paste the one that belongs to this environment.`,
    );
  return parseSecretKey(key);
}
