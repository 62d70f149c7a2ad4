import type { JsonObject } from "#core/json.ts";
import { formatGateTags } from "#core/gate-tags.ts";
import { request } from "#test/console/gates.ts";
import { type HostileItem, rawParametersItem, requestItem } from "./hostile-item.ts";

const refuse = { refuse: true } as const;

/** Keys that every object already has, in every place that takes keys. */
export function prototypeItems(): HostileItem[] {
  const keys = [
    "constructor",
    "prototype",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "__defineGetter__",
    "then",
    "toJSON",
  ];
  const harmless = keys.flatMap((key) => [
    rawParametersItem(`the key ${key}`, `{"${key}":{"admin":true},"amount":"1250.00","currency":"EUR"}`),
    requestItem(`the schema's key ${key}`, {
      parametersSchema: { type: "object", properties: { [key]: { type: "string" } } },
    }),
    requestItem(`an editable ${key}`, { editable: [`/${key}`] }),
  ]);
  const polluting = [
    '{"__proto__":{"admin":true}}',
    '{"a":{"__proto__":{"admin":true}}}',
    '{"list":[{"__proto__":{"admin":true}}]}',
    '{"constructor":{"prototype":{"admin":true}},"__proto__":null}',
    String.raw`{"\u005f_proto__":{"admin":true}}`,
  ].map((text) => rawParametersItem(`the parameters ${text}`, text, refuse));
  const schemas = ['{"__proto__":{"admin":true}}', '{"properties":{"__proto__":{"type":"string"}}}'].map((text) => ({
    ...requestItem(`the schema ${text}`, {}, { must: refuse }),
    envelope: (keyId: string) => withSchema(keyId, text),
  }));
  return [...harmless, ...polluting, ...schemas];
}

function withSchema(keyId: string, schema: string): string {
  const { parametersSchema: _schema, ...asked } = request();
  const text = JSON.stringify(asked).slice(0, -1);
  return `{"digest":"sha256-${"0".repeat(64)}","accepts":["${keyId}"],"request":${text},"parametersSchema":${schema}}}`;
}

/** A key twice: two parsers, two requests. */
export function duplicateItems(): HostileItem[] {
  const twoValues = [
    '{"amount":"1","amount":"9","currency":"EUR"}',
    String.raw`{"amount":"1","\u0061mount":"9","currency":"EUR"}`,
    '{"a":{"b":1,"b":2}}',
    '{"list":[{"x":1,"x":"1"}]}',
    '{"payee":"ACME GmbH","payee":"EVIL Ltd","amount":"1.00","currency":"EUR"}',
  ];
  // The same twice is one thing, whoever reads it.
  const oneValue = ['{"amount":"9","currency":"EUR","amount":"9"}', '{"list":[{"x":1,"x":1}]}'];
  return [
    ...twoValues.map((text) => rawParametersItem(`two values in ${text}`, text, refuse)),
    ...oneValue.map((text) => rawParametersItem(`twice in ${text}`, text)),
  ];
}

/** Nested, long and many: each cut before it costs anything. */
export function sizeItems(): HostileItem[] {
  const depths = [30, 31, 32, 33, 60, 64, 65, 100, 1_000, 10_000, 50_000].flatMap((depth) => [
    rawParametersItem(
      `${depth} lists deep`,
      `{"value":${"[".repeat(depth)}${"]".repeat(depth)}}`,
      depth > 31 ? refuse : {},
    ),
    rawParametersItem(
      `${depth} objects deep`,
      `{"value":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`,
      depth > 31 ? refuse : {},
    ),
  ]);
  const lengths = [1_000, 10_000, 15_000, 100_000, 500_000].flatMap((length) => [
    requestItem(`a value of ${length} characters`, { parameters: { note: "x".repeat(length), ...amount } }),
    requestItem(`a value of ${length} unseen characters`, {
      parameters: { note: "\u202e".repeat(length / 3), ...amount },
    }),
    requestItem(`a key of ${length} characters`, { parameters: { ["k".repeat(length)]: "x", ...amount } }),
    requestItem(`a title of ${length} characters`, { title: "T".repeat(length) }, { must: refuse }),
    requestItem(`one word of ${length} marks`, { parameters: { note: `e${"\u0301".repeat(length / 10)}`, ...amount } }),
  ]);
  const counts = [100, 1_000, 5_000, 30_000].flatMap((count) => [
    requestItem(`${count} parameters`, { parameters: { ...manyKeys(count), ...amount } }),
    requestItem(`a list of ${count}`, {
      parameters: { list: Array.from({ length: count }, (_, at) => at), ...amount },
    }),
  ]);
  return [...depths, ...lengths, ...counts];
}

const amount = { amount: "1250.00", currency: "EUR" };

function manyKeys(count: number): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, "value"]));
}

const BOMBS = ["(a+)+$", "(a|aa)+$", "(a|a)*$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "(\\w*)*\\d$"];

/** Schemas built to hang whoever runs them, and schemas that lead nowhere. */
export function schemaItems(): HostileItem[] {
  const bait = `${"a".repeat(40)}!`;
  const bombs = BOMBS.flatMap((pattern) => [
    requestItem(
      `the pattern ${pattern}`,
      {
        parameters: { ...request().parameters, bait },
        parametersSchema: { type: "object", properties: { bait: { type: "string", pattern } } },
      },
      { must: { edit: true } },
    ),
    requestItem(
      `keys of the pattern ${pattern}`,
      {
        parameters: { ...request().parameters, [bait]: bait },
        parametersSchema: { type: "object", patternProperties: { [pattern]: { type: "string", pattern } } },
      },
      { must: { edit: true } },
    ),
  ]);
  const loops: JsonObject[] = [
    { $ref: "#" },
    { type: "object", properties: { payee: { $ref: "#/properties/payee" } } },
    { $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } }, $ref: "#/$defs/a" },
    { type: "object", properties: { payee: { allOf: [{ $ref: "#" }, { $ref: "#" }] } } },
    { $ref: "http://127.0.0.1:9/schema.json" },
    { anyOf: Array.from({ length: 500 }, () => ({ type: "string" })) },
    {
      type: "object",
      properties: { amount: { type: "string", enum: Array.from({ length: 2_000 }, (_, at) => `v${at}`) } },
    },
    { type: ["object", "null", "string", "number"] },
    { type: "nonsense", properties: [] },
    { properties: { amount: { type: "string", format: "email" }, payee: { const: {} } } },
  ];
  return [
    ...bombs,
    ...loops.map((parametersSchema, at) =>
      requestItem(`schema ${at} that leads nowhere`, { parametersSchema }, { must: { edit: true } }),
    ),
  ];
}

/** Deadlines that are none: a card never hides and never expires by one. */
export function dateItems(): HostileItem[] {
  const days = [
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "0000-00-00T00:00:00Z",
    "2026-11-22",
    "2026-11-22T16:00:00",
    "2026-11-22T16:00:00+02:00",
    "2026-12-31T23:59:60Z",
    "+275761-01-01T00:00:00Z",
    "tomorrow",
    "",
    "1764000000",
    "-1",
  ];
  return days.flatMap((decideBy) => [
    requestItem(`decideBy ${JSON.stringify(decideBy)}`, { decideBy }, { must: refuse }),
    {
      ...requestItem(`the label decide-by:${decideBy}`, {}),
      tags: (runId: string) => [...formatGateTags(request(), runId), `decide-by:${decideBy}`],
    },
  ]);
}

/** Labels by the thousand, of odd characters, and against each other. */
export function labelItems(): HostileItem[] {
  const odd = [
    Array.from({ length: 1_000 }, (_, at) => `tag${at}`),
    Array.from({ length: 100 }, () => "title:again"),
    ["title:".padEnd(10_000, "x")],
    ["run:run_../../x", "title:%2C%25%zz", ":", "::", "amount:::", "approvals:9of9", "urgency:CRITICAL"],
    ["\u{1f9ff}\u200d\u{1f9ff}", "kind:\u{1f600}", "gate:../..", "title:\ud800"],
    ["title:=HYPERLINK(1)", "title:<b>x</b>"],
  ];
  return odd.map((more, at) => ({
    ...requestItem(`labels ${at}`, {}),
    tags: (runId) => [...formatGateTags(request(), runId), ...more],
  }));
}
