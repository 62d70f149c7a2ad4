import { ConsoleError } from "#core/error.ts";
import { Secret } from "#core/secret.ts";

export type EnvironmentKind = "dev" | "staging" | "prod" | "preview";

/** What a Trigger.dev secret key says about itself. */
export interface SecretKey {
  readonly environment: EnvironmentKind;
  /** True for keys of limited rights (`tr_dev_sk_…`): they may complete tokens but not list them. */
  readonly restricted: boolean;
  readonly secret: Secret;
}

const SHAPE = /^tr_(dev|stg|prod|preview)_(sk_)?[A-Za-z0-9_-]{8,200}$/u;
const KINDS = { dev: "dev", stg: "staging", prod: "prod", preview: "preview" } as const;

/**
 * Reads a key as a person pastes it. The text itself is never part of an error.
 *
 * @throws ConsoleError `session/key-malformed` saying what the text looks like instead.
 */
export function parseSecretKey(text: string): SecretKey {
  const trimmed = text.trim();
  const match = SHAPE.exec(trimmed);
  const slug = match?.[1] as keyof typeof KINDS | undefined;
  if (slug === undefined) throw new ConsoleError("session/key-malformed", complaint(trimmed));
  return { environment: KINDS[slug], restricted: match?.[2] !== undefined, secret: new Secret(trimmed) };
}

function complaint(text: string): string {
  if (text === "")
    return "Paste the environment's secret key; it starts with tr_dev_, tr_stg_, tr_prod_ or tr_preview_.";
  if (text.startsWith("tr_pat_"))
    return "This is a personal access token. Countersign needs the environment's secret key, from its API keys page.";
  if (text.startsWith("pk_"))
    return "This is a public key. Countersign needs the environment's secret key, from its API keys page.";
  if (text.startsWith("eyJ"))
    return "This is a public access token of one waitpoint or run. Countersign needs the environment's secret key.";
  if (/^tr_(?:dev|stg|prod|preview)_/u.test(text))
    return "The key starts right but is cut short or holds characters that no key has. Copy it again, whole.";
  return "This is no Trigger.dev secret key: those start with tr_dev_, tr_stg_, tr_prod_ or tr_preview_.";
}
