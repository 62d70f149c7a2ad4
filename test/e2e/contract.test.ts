import { expect, test } from "vitest";
import { methods } from "#ipc/contract.ts";
import { openConsole } from "./open-console.ts";

test("every method of the contract refuses keys it does not name, wrong types and no input at all", async () => {
  const { page } = await openConsole();
  const names = Object.keys(methods);

  const codes = await page.evaluate(async (asked) => {
    const bridge = (
      globalThis as unknown as { countersign: { invoke(request: unknown): Promise<{ error?: { code: string } }> } }
    ).countersign;
    const inputs: unknown[] = [{ planted: 1 }, { __proto__: null, constructor: 1 }, [], "text", 7, null, undefined];
    const seen: string[] = [];
    for (const method of asked) {
      for (const input of inputs)
        seen.push((await bridge.invoke({ method, input })).error?.code ?? `${method} took it`);
    }
    return seen;
  }, names);

  expect(codes).toHaveLength(names.length * 7);
  expect(new Set(codes)).toEqual(new Set(["ipc/malformed"]));
});

test("what is no request of the contract is refused, whatever its shape", async () => {
  const { page } = await openConsole();

  const codes = await page.evaluate(async () => {
    const bridge = (
      globalThis as unknown as { countersign: { invoke(request: unknown): Promise<{ error?: { code: string } }> } }
    ).countersign;
    const requests: unknown[] = [
      undefined,
      null,
      "session.get",
      [],
      {},
      { method: "session.get" },
      { method: "session.drop", input: {} },
      { method: "constructor", input: {} },
      { method: "session.get", input: {}, extra: 1 },
    ];
    const seen: (string | undefined)[] = [];
    for (const request of requests) seen.push((await bridge.invoke(request)).error?.code);
    return seen;
  });

  // A method without input is a request whose input is undefined, and that is no strict empty object either.
  expect(new Set(codes)).toEqual(new Set(["ipc/malformed"]));
});

test("a page that asks without pause is slowed down, not served", async () => {
  const { page } = await openConsole();

  const codes = await page.evaluate(async () => {
    const bridge = (
      globalThis as unknown as { countersign: { invoke(request: unknown): Promise<{ error?: { code: string } }> } }
    ).countersign;
    const replies = await Promise.all(
      Array.from({ length: 2000 }, () => bridge.invoke({ method: "session.drop", input: {} })),
    );
    return replies.map((reply) => reply.error?.code);
  });

  expect(new Set(codes)).toEqual(new Set(["ipc/malformed", "ipc/refused"]));
});
