import { expect, test } from "vitest";
import { applyEdits } from "#core/edits.ts";
import type { JsonObject } from "#core/json.ts";
import { changedFields, draftOf, editsFor, type FieldDraft, readDraft } from "#core/present-edits.ts";
import { layOutParameters, type ValueField, valueFields } from "#core/present-schema.ts";

const parameters: JsonObject = {
  amount: "1250.00",
  count: 2,
  on: "2026-11-23",
  fast: false,
  note: null,
  channel: "sepa",
  lines: [{ net: "1.00" }, { net: "2.00" }],
};
const editable = ["/amount", "/count", "/on", "/fast", "/note", "/channel", "/lines"];
const fields = valueFields(
  layOutParameters({
    parameters,
    parametersSchema: {
      type: "object",
      properties: {
        amount: { type: "string", format: "decimal" },
        count: { type: "integer" },
        on: { type: "string", format: "date" },
        fast: { type: "boolean" },
        note: { type: ["string", "null"] },
        channel: { enum: ["sepa", "swift"] },
      },
    },
    editable,
  }),
);

function field(path: string): ValueField {
  const found = fields.find((candidate) => candidate.path === path);
  if (found === undefined) throw new Error(`no field ${path}`);
  return found;
}

test("a draft that nobody touched changes nothing", () => {
  const drafts = new Map(fields.map((each) => [each.path, draftOf(each)]));
  expect(changedFields(fields, drafts)).toEqual([]);
});

test.each<[string, FieldDraft, ReturnType<typeof readDraft>]>([
  ["/amount", " 1200.5 ", { ok: true, value: "1200.5" }],
  ["/amount", "1.200,50", { ok: false, problem: "not-decimal" }],
  ["/amount", "1e3", { ok: false, problem: "not-decimal" }],
  ["/count", "3", { ok: true, value: 3 }],
  ["/count", "3.5", { ok: false, problem: "not-integer" }],
  ["/count", "9007199254740993", { ok: false, problem: "not-integer" }],
  ["/on", "2026-02-28", { ok: true, value: "2026-02-28" }],
  ["/on", "2026-02-30", { ok: false, problem: "not-date" }],
  ["/fast", true, { ok: true, value: true }],
  ["/note", "hello", { ok: true, value: "hello" }],
  ["/note", null, { ok: true, value: null }],
  ["/amount", null, { ok: false, problem: "empty" }],
  ["/channel", '"swift"', { ok: true, value: "swift" }],
  ["/channel", '"cash"', { ok: false, problem: "not-offered" }],
])("%s typed as %j", (path, draft, read) => {
  expect(readDraft(field(path), draft)).toEqual(read);
});

test("a change below an editable list replaces the list, once", () => {
  const drafts = new Map<string, FieldDraft>([
    ["/lines/0/net", "9.00"],
    ["/lines/1/net", "8.00"],
  ]);
  const edits = editsFor(parameters, changedFields(fields, drafts), editable);
  expect(edits).toEqual([{ op: "replace", path: "/lines", value: [{ net: "9.00" }, { net: "8.00" }] }]);
});

test("the edits do to the request exactly what the comparison shows", () => {
  const drafts = new Map<string, FieldDraft>([
    ["/amount", "1200.00"],
    ["/fast", true],
    ["/note", "call first"],
  ]);
  const changes = changedFields(fields, drafts);
  expect(changes.map(({ path, before, after }) => [path, before, after])).toEqual([
    ["/amount", "1250.00", "1200.00"],
    ["/fast", false, true],
    ["/note", null, "call first"],
  ]);
  expect(applyEdits(parameters, editsFor(parameters, changes, editable), editable)).toEqual({
    ...parameters,
    amount: "1200.00",
    fast: true,
    note: "call first",
  });
});
