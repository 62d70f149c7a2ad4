import { expect, test } from "vitest";
import { ConsoleError } from "#core/error.ts";
import { type Handlers, type MethodName, methods } from "#ipc/contract.ts";
import { createDispatcher } from "#ipc/dispatch.ts";
import { methodInputs } from "#test/fixtures/method-inputs.ts";

const names = Object.keys(methods) as MethodName[];

/** Handlers that all do this, and the methods that got through to one. */
function open(answer: () => unknown = () => ({})) {
  const reached: string[] = [];
  const complaints: unknown[] = [];
  const handle = (name: string) => async () => {
    reached.push(name);
    return answer();
  };
  const handlers = Object.fromEntries(names.map((name) => [name, handle(name)])) as unknown as Handlers;
  const dispatch = createDispatcher(handlers, (_method, error) => complaints.push(error));
  return { dispatch, reached, complaints };
}

test.each(names)("%s: an input that its schema does not name reaches no handler", async (method) => {
  const { dispatch, reached } = open();
  const inputs: unknown[] = [{ planted: 1 }, [], "text", 7, null, undefined, { ["__proto__"]: 1, planted: 1 }];
  const codes = [];
  for (const input of inputs) {
    const reply = await dispatch({ method, input });
    codes.push(reply.ok ? "taken" : reply.error.code);
  }
  expect(codes).toEqual(inputs.map(() => "ipc/malformed"));
  expect(reached).toEqual([]);
});

test.each(names)("%s: an input that fits is heard, and a key more or one of another type is not", async (method) => {
  const { dispatch, reached } = open();
  const fitting: Record<string, unknown> = methodInputs[method];
  await dispatch({ method, input: fitting });
  expect(reached).toEqual([method]);
  const wrong = [
    { ...fitting, planted: 1 },
    { ...fitting, constructor: {} },
    ...Object.keys(fitting).flatMap((key) => [
      { ...fitting, [key]: { planted: 1 } },
      { ...fitting, [key]: Number.NaN },
      { ...fitting, [key]: null },
    ]),
  ];
  for (const input of wrong)
    expect(await dispatch({ method, input })).toMatchObject({ ok: false, error: { code: "ipc/malformed" } });
  expect(reached).toEqual([method]);
});

test.each(names)("%s: an answer that its schema does not name never reaches the window", async (method) => {
  for (const answer of [{ planted: "planted" }, [{ planted: "planted" }], "planted", 7, undefined, { ok: "planted" }]) {
    const { dispatch, complaints } = open(() => answer);
    const reply = await dispatch({ method, input: methodInputs[method] });
    expect(reply).toMatchObject({ ok: false, error: { code: "internal" } });
    expect(JSON.stringify(reply)).not.toContain("planted");
    expect(complaints).toHaveLength(1);
  }
});

test.each([
  undefined,
  null,
  "session.get",
  {},
  { method: "session.get" },
  { method: "session.drop", input: {} },
  { method: "constructor", input: {} },
  { method: "session.get", input: {}, extra: 1 },
])("%j is no request", async (request) => {
  const { dispatch, reached } = open();
  expect(await dispatch(request)).toMatchObject({ ok: false, error: { code: "ipc/malformed" } });
  expect(reached).toEqual([]);
});

test("a handler cannot give the window a field that the contract does not name", async () => {
  const { dispatch, complaints } = open(() => ({ total: 0, waiting: 0, offset: 0, rows: [], secretKey: "planted" }));
  const input = { tab: "waiting", search: "", order: "deadline", offset: 0, limit: 10 };
  const reply = await dispatch({ method: "queue.page", input });
  expect(reply).toMatchObject({ ok: false, error: { code: "internal" } });
  expect(JSON.stringify(reply)).not.toContain("planted");
  expect(complaints).toHaveLength(1);
});

test("an expected refusal reaches the window in its words, an unexpected one does not", async () => {
  const refusing = open(() => {
    throw new ConsoleError("gate/unknown", "This gate is not known here.");
  });
  const failing = open(() => {
    throw new Error("planted detail");
  });
  expect([
    await refusing.dispatch({ method: "card.close", input: {} }),
    await failing.dispatch({ method: "card.close", input: {} }),
  ]).toEqual([
    { ok: false, error: { code: "gate/unknown", message: "This gate is not known here." } },
    { ok: false, error: { code: "internal", message: expect.not.stringContaining("planted") } },
  ]);
});
