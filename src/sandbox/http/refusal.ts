/** An answer other than 2xx: the body is the vendor's, word for word where clients read it. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** The vendor's problem+json, with the sentence in the places its clients look. */
export function problem(status: number, title: string, detail: string, more: object = {}): Refusal {
  return new Refusal(
    status,
    {
      title,
      status,
      type: `https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/${status}`,
      detail,
      error: detail,
      ...more,
    },
    { "content-type": "application/problem+json" },
  );
}

/** What the vendor says of anything it did not expect. */
export function internalError(): Refusal {
  return new Refusal(500, { error: "Internal Server Error" });
}
