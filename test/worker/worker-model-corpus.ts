/** One reply of an OpenAI-compatible endpoint, as it goes over the wire. */
export type Reply =
  | { readonly body: unknown }
  | { readonly raw: string; readonly type: string }
  | { readonly status: number }
  | "hang up"
  | "silence";

export interface ModelCase {
  readonly name: string;
  readonly replies: readonly Reply[];
  /** `asked`: usable at once; `repaired`: after the repair turn; `incomplete`: nobody is asked. */
  readonly outcome: "asked" | "repaired" | "incomplete";
}

const good = {
  payee: "ACME GmbH",
  iban: "DE89370400440532013000",
  amount: "1250.00",
  currency: "EUR",
  reference: "RF18539007547034",
  dueDate: "2026-12-05",
};
const goodText = JSON.stringify(good);
const goodReply = says(goodText);

function says(content: unknown, message: object = {}, choice: object = {}): Reply {
  return {
    body: {
      id: "chatcmpl-1",
      object: "chat.completion",
      created: 1_763_800_000,
      model: "gpt-4o-2024-08-06",
      system_fingerprint: "fp_1",
      choices: [
        {
          index: 0,
          finish_reason: "stop",
          logprobs: null,
          message: { role: "assistant", content, refusal: null, ...message },
          ...choice,
        },
      ],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    },
  };
}

function without(key: keyof typeof good): string {
  return JSON.stringify(Object.fromEntries(Object.entries(good).filter(([name]) => name !== key)));
}

function withField(changes: Record<string, unknown>): string {
  return JSON.stringify({ ...good, ...changes });
}

const usable: readonly (readonly [string, Reply])[] = [
  ["a complete answer", goodReply],
  ["the keys in another order", says(JSON.stringify(Object.fromEntries(Object.entries(good).toReversed())))],
  ["printed over several lines", says(JSON.stringify(good, null, 2))],
  ["white space around it", says(`\n ${goodText} \n`)],
  ["an IBAN in groups of four", says(withField({ iban: "DE89 3704 0044 0532 0130 00" }))],
  ["an IBAN in small letters", says(withField({ iban: "de89370400440532013000" }))],
  ["a currency in small letters", says(withField({ currency: "eur" }))],
  ["no due date", says(withField({ dueDate: null }))],
  ["a payee with spaces around", says(withField({ payee: "  ACME GmbH " }))],
  ["a whole amount", says(withField({ amount: "1250" }))],
  ["the smallest amount", says(withField({ amount: "0.01" }))],
  ["letters beyond ASCII", says(withField({ payee: "Müller & Söhne Łódź" }))],
  ["letters as escapes", says(goodText.replace("ACME", "\\u0041CME"))],
  ["markup, which is text", says(withField({ payee: "<b>ACME</b>" }))],
  ["'length' although the JSON is whole", says(goodText, {}, { finish_reason: "length" })],
  ["fields that the client does not know", says(goodText, { annotations: [], audio: null })],
  ["an answer that does not name its model", { body: { choices: [{ message: { content: goodText } }] } }],
  ["one server error, then the answer", { status: 500 }],
  ["one rate limit, then the answer", { status: 429 }],
];

const unusable: readonly (readonly [string, Reply])[] = [
  ["nothing but an opening brace", says("{")],
  ["cut off inside a value", says(goodText.slice(0, 40), {}, { finish_reason: "length" })],
  ["cut off before the last brace", says(goodText.slice(0, -1), {}, { finish_reason: "length" })],
  ["cut off after a comma", says('{"payee":"ACME GmbH",')],
  ["empty text", says("")],
  ["white space only", says(" \n ")],
  ["null content", says(null)],
  ["content in parts", says([{ type: "text", text: goodText }])],
  ...(Object.keys(good) as (keyof typeof good)[]).map(
    (key) => [`without ${key}`, says(without(key))] as [string, Reply],
  ),
  ["the amount as a number", says(goodText.replace('"1250.00"', "1250.00"))],
  ["the amount as a whole number", says(withField({ amount: 1250 }))],
  ["the payee as null", says(withField({ payee: null }))],
  ["the payee as an object", says(withField({ payee: { name: "ACME" } }))],
  ["the IBAN as a number", says(withField({ iban: 89 }))],
  ["the currency as null", says(withField({ currency: null }))],
  ["the reference as a list", says(withField({ reference: ["RF18"] }))],
  ["the due date as a number", says(withField({ dueDate: 20_261_205 }))],
  ["a field more", says(withField({ note: "urgent" }))],
  ["a field twice", says(goodText.replace("{", '{"amount":"9.00",'))],
  ["a prototype key", says(goodText.replace("{", '{"__proto__":{"admin":true},'))],
  ["an amount with thousands marks", says(withField({ amount: "1,250.00" }))],
  ["an amount with a decimal comma", says(withField({ amount: "1.250,00" }))],
  ["an amount with its currency", says(withField({ amount: "EUR 1250.00" }))],
  ["an amount with an exponent", says(withField({ amount: "1e3" }))],
  ["a negative amount", says(withField({ amount: "-1250.00" }))],
  ["an amount of zero", says(withField({ amount: "0.00" }))],
  ["an empty amount", says(withField({ amount: "" }))],
  ["an amount in other digits", says(withField({ amount: "١٢٥٠" }))],
  ["an amount that is not a number", says(withField({ amount: "NaN" }))],
  ["an amount finer than exact", says(withField({ amount: "1.0000000000000000001" }))],
  ["an amount beyond exact", says(withField({ amount: "9".repeat(19) }))],
  ["an IBAN with a wrong check digit", says(withField({ iban: "DE88370400440532013000" }))],
  ["an IBAN with the letter O for a zero", says(withField({ iban: "DE893704O0440532013000" }))],
  ["no IBAN at all", says(withField({ iban: "unknown" }))],
  ["a currency in words", says(withField({ currency: "Euro" }))],
  ["a currency sign", says(withField({ currency: "€" }))],
  ["a date the other way round", says(withField({ dueDate: "05.12.2026" }))],
  ["a day that does not exist", says(withField({ dueDate: "2026-02-30" }))],
  ["an empty payee", says(withField({ payee: "" }))],
  ["a payee beyond the bank's length", says(withField({ payee: "A".repeat(141) }))],
  ["half a character", says(goodText.replace("ACME", "\\ud800"))],
  ["a code fence around it", says(`\`\`\`json\n${goodText}\n\`\`\``)],
  ["a sentence before it", says(`Here is the payment: ${goodText}`)],
  ["a list of one", says(`[${goodText}]`)],
  ["JSON inside a string", says(JSON.stringify(goodText))],
  ["a bare number", says("42")],
  ["the word null", says("null")],
  ["two answers in a row", says(`${goodText}${goodText}`)],
  ["a comma too many", says(goodText.replace(/\}$/u, ",}"))],
  ["single quotes", says(goodText.replaceAll('"', "'"))],
  ["a comment", says(goodText.replace("{", "{/* sure */"))],
  ["a byte order mark", says(`\ufeff${goodText}`)],
  ["very deep nesting", says("[".repeat(100_000))],
  ["a refusal", says(null, { refusal: "I'm sorry, I cannot assist with that request." })],
  ["a refusal beside an answer", says(goodText, { refusal: "I'm sorry." })],
  ["a content filter", says(null, {}, { finish_reason: "content_filter" })],
  ["a tool call instead", says(null, { tool_calls: [{ id: "1", type: "function" }] }, { finish_reason: "tool_calls" })],
  ["no choices", { body: { object: "chat.completion", model: "gpt-4o", choices: [] } }],
  ["choices missing", { body: { object: "chat.completion", model: "gpt-4o" } }],
  ["a choice without a message", { body: { model: "gpt-4o", choices: [{ index: 0, finish_reason: "stop" }] } }],
  ["a page of HTML", { raw: "<html>Sign in to the network</html>", type: "text/html" }],
  ["a body that is no JSON", { raw: '{"choices":[', type: "application/json" }],
  ["a bad request", { status: 400 }],
  ["a key that does not count", { status: 401 }],
];

const lasting: readonly (readonly [string, readonly Reply[]])[] = [
  ["rate limits without end", Array.from({ length: 4 }, () => ({ status: 429 }))],
  ["server errors without end", Array.from({ length: 4 }, () => ({ status: 503 }))],
  ["a connection that always breaks", Array.from({ length: 4 }, () => "hang up" as const)],
  ["a refusal, then a cut-off answer", [says(null, { refusal: "No." }), says("{")]],
  ["a fault mended and another made", [says(without("iban")), says(without("amount"))]],
];

/** Every answer with the outcome it must have: usable ones once, unusable ones before a good answer and twice in a row. */
export const modelCases: readonly ModelCase[] = [
  ...usable.map(([name, reply]) => ({ name, replies: [reply, goodReply], outcome: "asked" as const })),
  ...unusable.map(([name, reply]) => ({ name, replies: [reply, goodReply], outcome: "repaired" as const })),
  ...unusable.map(([name, reply]) => ({ name, replies: [reply, reply], outcome: "incomplete" as const })),
  ...lasting.map(([name, replies]) => ({ name, replies, outcome: "incomplete" as const })),
];

/** What takes the client's whole patience, half a minute a silence: for the long run only. */
export const slowModelCases: readonly ModelCase[] = [
  { name: "one silence, then the answer", replies: ["silence", goodReply], outcome: "asked" },
  {
    name: "silence for a whole turn, then the answer",
    replies: ["silence", "silence", goodReply],
    outcome: "repaired",
  },
  {
    name: "silence for a whole turn, then a refusal",
    replies: ["silence", "silence", says(null, { refusal: "No." })],
    outcome: "incomplete",
  },
];
