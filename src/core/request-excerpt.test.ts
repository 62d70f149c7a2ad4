import { expect, test } from "vitest";
import { applyEdits } from "./edits.ts";
import { type GateRequest, MAX_REQUEST_BYTES } from "./envelope.ts";
import type { JsonObject } from "./json.ts";
import { changedFields, editsFor } from "./present-edits.ts";
import { parameterRows } from "./present-large.ts";
import { layOutParameters, valueFields } from "./present-schema.ts";
import { excerptOf } from "./request-excerpt.ts";

const LINE = {
  type: "object",
  properties: { account: { type: "string" }, memo: { type: "string", title: "Memo", maxLength: 40 } },
};
const SCHEMA = {
  type: "object",
  properties: {
    total: { type: "string", format: "decimal" },
    currency: { type: "string" },
    booking: {
      type: "object",
      title: "Booking",
      properties: { date: { $ref: "#/$defs/Day" }, by: { type: "string" }, notes: { type: "array" } },
    },
    lines: { type: "array", title: "Line", items: LINE },
  },
  $defs: { Day: { type: "string", format: "date" } },
};
const PARAMETERS = {
  total: "12.00",
  currency: "EUR",
  booking: { date: "2026-11-29", by: "ledger-import", notes: ["first"] },
  lines: Array.from({ length: 3_000 }, (_, index) => ({ account: "4400", memo: `Line number ${index}` })),
};

function requests(editable: readonly string[], parameters: JsonObject = PARAMETERS) {
  const whole: GateRequest = {
    gate: "import",
    round: 1,
    kind: "ledger.import",
    title: "Book many lines",
    urgency: "normal",
    requestedBy: "ledger-import",
    parameters,
    parametersSchema: SCHEMA,
    editable: [...editable],
    verdicts: ["approve", "reject"],
    money: { amount: "/total", currency: "/currency" },
    effect: "Books.",
    rollback: "Nothing.",
    approvals: { needed: 1, step: 1, previous: [] },
    conversation: [],
  };
  return { whole, inline: { ...whole, parameters: { total: "12.00", currency: "EUR" }, parametersSchema: {} } };
}

function excerpt(editable: readonly string[], parameters?: JsonObject) {
  const { whole, inline } = requests(editable, parameters);
  const part = excerptOf(inline, whole);
  const layout = layOutParameters(part.request, "EUR");
  return { whole, part, layout, values: valueFields(layout), rows: parameterRows(part, whole) };
}

test("a value at any depth is edited where it is, and the edit means the same in the whole request", () => {
  const { whole, part, layout, values } = excerpt(["/booking/date", "/lines/2999/memo"]);
  expect(values.filter(({ editable }) => editable)).toMatchObject([
    { path: "/booking/date", label: "date", input: { kind: "date" } },
    { path: "/lines/2999/memo", label: "Memo", input: { kind: "text", maxLength: 40 } },
  ]);
  const original = part.request.parameters;
  const drafts = new Map([["/lines/2999/memo", "The last one"]]);
  const changes = changedFields({ original, shape: original, layout, drafts });
  expect(changes.map(({ label }) => label)).toEqual(["Line: Line 3000: Memo"]);
  const edits = editsFor(original, changes, part.request.editable);
  const edited = applyEdits(whole.parameters, edits, whole.editable) as typeof PARAMETERS;
  expect(edited.lines[2_999]).toEqual({ account: "4400", memo: "The last one" });
  expect(edited.lines.slice(0, 2_999)).toEqual(PARAMETERS.lines.slice(0, 2_999));
});

test("what is in the excerpt is in no row, and a heading with nothing left below it goes with it", () => {
  const { rows } = excerpt(["/booking/date", "/booking/by", "/booking/notes", "/lines/1/memo"]);
  const paths = rows.map(({ path }) => path);
  expect(paths.slice(0, 6)).toEqual([
    "/lines",
    "/lines/0",
    "/lines/0/account",
    "/lines/0/memo",
    "/lines/1",
    "/lines/1/account",
  ]);
  expect(paths).toHaveLength(1 + 3 * PARAMETERS.lines.length - 1);
});

test("a small list may be built otherwise, and a pointer inside what is open already adds nothing", () => {
  const { layout, part } = excerpt(["/booking/notes/0", "/booking/notes"]);
  expect(layout.at(-1)).toMatchObject({
    kind: "group",
    label: "Booking",
    fields: [{ kind: "list", path: "/booking/notes", newEntry: "", canRemove: true }],
  });
  expect(part.request.parameters["booking"]).toEqual({ notes: ["first"] });
});

test("what an ordinary request could not hold is read and not edited, and what fits after it is edited", () => {
  const long = { ...PARAMETERS, booking: { ...PARAMETERS.booking, by: "x".repeat(MAX_REQUEST_BYTES) } };
  const { part, rows } = excerpt(["/lines", "/booking/by", "/booking/date", "/nowhere", "/total"], long);
  expect(part.request.editable).toEqual(["/booking/date", "/total"]);
  expect(rows.map(({ path }) => path).slice(0, 2)).toEqual(["/booking", "/booking/by"]);
});
