import { expect, test } from "vitest";
import { applyEdits } from "#core/edits.ts";
import type { JsonObject } from "#core/json.ts";
import {
  changedFields,
  draftOf,
  draftsAfter,
  editsFor,
  type FieldDraft,
  readDraft,
  startingDraft,
} from "#core/present-edits.ts";
import { reshape, type Reshape } from "#core/reshape.ts";
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
const parametersSchema: JsonObject = {
  type: "object",
  properties: {
    amount: { type: "string", format: "decimal" },
    count: { type: "integer" },
    on: { type: "string", format: "date" },
    fast: { type: "boolean" },
    note: { type: ["string", "null"] },
    channel: { enum: ["sepa", "swift"] },
    lines: {
      title: "Line",
      type: "array",
      items: {
        type: "object",
        properties: { net: { type: "string", format: "decimal" }, pieces: { type: "integer" } },
        required: ["net", "pieces"],
      },
    },
  },
};
const layout = layOutParameters({ parameters, parametersSchema, editable });
const fields = valueFields(layout);

function changesOf(drafts: ReadonlyMap<string, FieldDraft>) {
  return changedFields({ original: parameters, shape: parameters, layout, drafts });
}

function field(path: string): ValueField {
  const found = fields.find((candidate) => candidate.path === path);
  if (found === undefined) throw new Error(`no field ${path}`);
  return found;
}

test("a draft that nobody touched changes nothing", () => {
  const drafts = new Map(fields.map((each) => [each.path, draftOf(each)]));
  expect(changesOf(drafts)).toEqual([]);
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
  const edits = editsFor(parameters, changesOf(drafts), editable);
  expect(edits).toEqual([{ op: "replace", path: "/lines", value: [{ net: "9.00" }, { net: "8.00" }] }]);
});

test("the edits do to the request exactly what the comparison shows", () => {
  const drafts = new Map<string, FieldDraft>([
    ["/amount", "1200.00"],
    ["/fast", true],
    ["/note", "call first"],
  ]);
  const changes = changesOf(drafts);
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

test("what the request has as no value, though its schema knows none, is sent as it came", () => {
  const [odd] = valueFields(
    layOutParameters({
      parameters: { on: null },
      parametersSchema: { type: "object", properties: { on: { type: "string", format: "date" } } },
      editable: ["/on"],
    }),
  );
  if (odd === undefined) throw new Error("no field");
  expect([odd.nullable, readDraft(odd, draftOf(odd)), readDraft(odd, "")]).toEqual([
    false,
    { ok: true, value: null },
    { ok: false, problem: "not-date" },
  ]);
});

/** The request after the changes, with what was typed before them and what is typed into the new fields. */
function built(
  steps: readonly Reshape[],
  typedBefore: Record<string, FieldDraft>,
  typedAfter: Record<string, FieldDraft>,
) {
  let shape = parameters;
  let drafts: ReadonlyMap<string, FieldDraft> = new Map(Object.entries(typedBefore));
  for (const step of steps) {
    shape = reshape(shape, step);
    drafts = draftsAfter(drafts, step);
  }
  const next = layOutParameters({ parameters: shape, parametersSchema, editable });
  const all = new Map(
    valueFields(next).map((each) => [
      each.path,
      typedAfter[each.path] ?? (drafts.has(each.path) ? (drafts.get(each.path) ?? null) : startingDraft(each)),
    ]),
  );
  return {
    layout: next,
    changes: changedFields({ original: parameters, shape, layout: next, drafts: all }),
    drafts: all,
  };
}

const ADD: Reshape = { kind: "add", path: "/lines", value: { net: null, pieces: null } };

test("a new entry has to be filled in, and is one change of its list", () => {
  const empty = built([ADD], {}, {});
  const fresh = valueFields(empty.layout).find(({ path }) => path === "/lines/2/pieces");
  expect(fresh && readDraft(fresh, empty.drafts.get("/lines/2/pieces") ?? null)).toEqual({
    ok: false,
    problem: "not-integer",
  });
  const { changes } = built([ADD], {}, { "/lines/2/net": "3.00", "/lines/2/pieces": "4" });
  const after = [{ net: "1.00" }, { net: "2.00" }, { net: "3.00", pieces: 4 }];
  expect(changes).toEqual([{ path: "/lines", label: "Line", before: parameters["lines"], after }]);
  expect(editsFor(parameters, changes, editable)).toEqual([{ op: "replace", path: "/lines", value: after }]);
});

test("an entry that is removed takes its drafts along, and those after it keep theirs", () => {
  const { changes } = built(
    [{ kind: "remove", path: "/lines", index: 0 }],
    { "/lines/0/net": "7.00", "/lines/1/net": "9.00" },
    {},
  );
  expect(changes.map(({ path, after }) => [path, after])).toEqual([["/lines", [{ net: "9.00" }]]]);
});

test("an entry that is removed and replaced by one like it is what differs between the two", () => {
  const steps: Reshape[] = [
    { kind: "remove", path: "/lines", index: 1 },
    { kind: "add", path: "/lines", value: { net: null } },
  ];
  const { changes } = built(steps, {}, { "/lines/1/net": "5.00" });
  expect(changes.map(({ path, before, after }) => [path, before, after])).toEqual([["/lines/1/net", "2.00", "5.00"]]);
});

test("a list put back as it was is no change", () => {
  const back: Reshape = { kind: "replace", path: "/lines", value: parameters["lines"] ?? null };
  expect(built([ADD, back], {}, {}).changes).toEqual([]);
});
