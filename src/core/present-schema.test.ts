import { expect, test } from "vitest";
import type { JsonObject } from "#core/json.ts";
import { layOutParameters, valueFields } from "#core/present-schema.ts";

function layOut(parameters: JsonObject, properties: JsonObject, editable: string[] = []) {
  return layOutParameters({ parameters, parametersSchema: { type: "object", properties }, editable });
}

test("fields come in the schema's order under its titles; what it does not name comes after, by key", () => {
  const fields = layOut({ z: 1, b: "x", a: "y" }, { a: { title: "First" }, b: {} });
  expect(fields.map((field) => field.label)).toEqual(["First", "b", "z"]);
});

test.each([
  [{ type: "string" }, "x", { kind: "text", multiline: false, maxLength: undefined }],
  [{ type: "string", format: "decimal" }, "1.50", { kind: "decimal", currency: undefined }],
  [{ type: "string", format: "date" }, "2026-11-22", { kind: "date" }],
  [{ type: "string", format: "date-time" }, "2026-11-22T16:00:00Z", { kind: "instant" }],
  [{ type: "integer" }, 3, { kind: "integer" }],
  [{ type: "boolean" }, true, { kind: "boolean" }],
  [{ enum: ["a", "b"] }, "a", { kind: "choice", choices: ["a", "b"] }],
  [{ const: "a" }, "a", { kind: "choice", choices: ["a"] }],
])("%j with %j is read as its kind", (schema, value, input) => {
  expect(valueFields(layOut({ it: value }, { it: schema }))[0]?.input).toEqual(input);
});

test("the amount that `money` points at is money whatever its schema says", () => {
  const fields = layOutParameters(
    {
      parameters: { amount: "1.00" },
      parametersSchema: { type: "object", properties: { amount: { type: "string" } } },
      editable: [],
      money: { amount: "/amount" },
    },
    "EUR",
  );
  expect(valueFields(fields)[0]?.input).toEqual({ kind: "decimal", currency: "EUR" });
});

test("an editable object opens everything below it, and nothing beside it", () => {
  const fields = layOut({ a: { b: "x", c: { d: "y" } }, ab: "z" }, {}, ["/a"]);
  expect(valueFields(fields).map(({ path, editable }) => [path, editable])).toEqual([
    ["/a/b", true],
    ["/a/c/d", true],
    ["/ab", false],
  ]);
});

test("readOnly in the schema outweighs editable", () => {
  expect(valueFields(layOut({ a: "x" }, { a: { readOnly: true } }, ["/a"]))[0]?.editable).toBe(false);
});

test("of several alternatives the one that the value fits is laid out", () => {
  const card = { properties: { type: { const: "card" }, last4: { title: "Last four" } }, required: ["type"] };
  const bank = { properties: { type: { const: "bank" }, iban: { title: "IBAN" } }, required: ["type"] };
  const fields = layOut({ to: { type: "bank", iban: "DE" } }, { to: { oneOf: [card, bank] } });
  expect(valueFields(fields).map((field) => field.label)).toEqual(["type", "IBAN"]);
});

test("a value that may be null says so, by type list or by alternative", () => {
  const fields = layOut(
    { a: "x", b: null, c: "x" },
    { a: { type: ["string", "null"] }, b: { anyOf: [{ type: "integer" }, { type: "null" }] }, c: { type: "string" } },
  );
  expect(valueFields(fields).map(({ nullable, input }) => [nullable, input.kind])).toEqual([
    [true, "text"],
    [true, "integer"],
    [false, "text"],
  ]);
});

test("references are followed, and a schema that refers to itself ends", () => {
  const fields = layOutParameters({
    parameters: { a: "x", b: { a: "y" } },
    parametersSchema: {
      type: "object",
      properties: { a: { $ref: "#/$defs/name" }, b: { $ref: "#" }, c: { $ref: "#/$defs/loop" } },
      $defs: { name: { title: "Name" }, loop: { $ref: "#/$defs/loop" } },
    },
    editable: [],
  });
  expect(valueFields(fields).map((field) => field.label)).toEqual(["Name", "Name"]);
});

test("the items of a list are numbered", () => {
  const fields = layOut({ lines: ["x", "y"] }, { lines: { title: "Line", items: { type: "string" } } });
  expect(valueFields(fields).map(({ path, label }) => [path, label])).toEqual([
    ["/lines/0", "Line 1"],
    ["/lines/1", "Line 2"],
  ]);
});

test("a key with dots and slashes keeps its pointer", () => {
  expect(valueFields(layOut({ "a.b/c~d": "x" }, {}))[0]?.path).toBe("/a.b~1c~0d");
});

test("alternatives of one constant each are a choice", () => {
  const fields = layOut({ via: "sepa" }, { via: { oneOf: [{ const: "sepa" }, { const: "swift", title: "Swift" }] } }, [
    "/via",
  ]);
  expect(fields.map((field) => [field.kind === "value" && field.input, field.alternatives])).toEqual([
    [{ kind: "choice", choices: ["sepa", "swift"] }, undefined],
  ]);
});

const CARD = {
  title: "By card",
  type: "object",
  properties: { type: { const: "card" }, holder: { type: "string" }, last4: { type: "string" } },
  required: ["type", "holder", "last4"],
};
const BANK = {
  type: "object",
  properties: {
    type: { const: "bank" },
    holder: { type: "string" },
    fees: { type: "array", items: { type: "string" }, minItems: 1 },
  },
  required: ["type", "holder", "fees"],
};

test("another alternative starts with what both have in common, what it fixes, and nothing where a person has to say", () => {
  const parameters = { to: { type: "card", holder: "ACME", last4: "4242" } };
  const properties = { to: { oneOf: [CARD, BANK, { type: "null" }] } };
  expect(layOut(parameters, properties, ["/to"])[0]?.alternatives).toEqual({
    chosen: 0,
    options: [
      { label: "By card", value: parameters.to },
      { label: "bank", value: { type: "bank", holder: "ACME", fees: [null] } },
    ],
  });
  expect(layOut(parameters, properties)[0]?.alternatives).toBeUndefined();
});

test.each([
  ["an editable list", { items: { type: "string", default: "x" } }, ["/lines"], "x", true],
  ["one at its most", { items: { type: "string" }, maxItems: 2 }, ["/lines"], undefined, true],
  ["one at its least", { items: { type: "string" }, minItems: 2 }, ["/lines"], null, false],
  ["one of which entries alone may be edited", { items: { type: "string" } }, ["/lines/0"], undefined, false],
])("%s takes and gives what it may", (_, schema, editable, newEntry, canRemove) => {
  const [list] = layOut({ lines: ["a", "b"] }, { lines: schema }, editable);
  expect(list).toMatchObject({ kind: "list", newEntry, canRemove });
});

test("a new entry has what the schema requires and what the entry before it has; else everything that it may have", () => {
  const properties = { text: { type: "string" }, net: { type: "string" }, note: { type: "string" } };
  const newEntry = (entries: JsonObject[], required: string[]) => {
    const [list] = layOut({ it: entries }, { it: { items: { properties, required } } }, ["/it"]);
    return list?.kind === "list" && list.newEntry;
  };
  expect(newEntry([{ net: "1.00" }], ["text"])).toEqual({ text: null, net: null });
  expect(newEntry([], ["text"])).toEqual({ text: null });
  expect(newEntry([], [])).toEqual({ text: null, net: null, note: null });
});

test("a schema that requires itself makes up no endless value", () => {
  const node = { type: "object", properties: { next: { $ref: "#/properties/nodes/items" } }, required: ["next"] };
  const [list] = layOut({ nodes: [] }, { nodes: { type: "array", items: node } }, ["/nodes"]);
  expect(JSON.stringify(list?.kind === "list" && list.newEntry).length).toBeLessThan(200);
});
