/** The vendor's schemas, of whichever zod they were built with. */
export interface ReplySchema {
  parse(value: unknown): unknown;
}

/**
 * A JSON answer that the vendor's own schema accepts.
 *
 * @throws ZodError where it does not: then nothing leaves but a 500, and the mistake is ours.
 */
export function reply(schema: ReplySchema, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  const text = JSON.stringify(body);
  schema.parse(JSON.parse(text));
  return new Response(text, { headers: { "content-type": "application/json; charset=utf-8", ...headers } });
}
