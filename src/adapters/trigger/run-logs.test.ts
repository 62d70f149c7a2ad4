import { expect, test } from "vitest";
import { sampleNode as node, TRACE_AT as AT } from "#test/fixtures/sample-trace.ts";
import { readRunLogs } from "./run-logs.ts";

function exception(message: string) {
  return {
    name: "exception",
    time: new Date(AT + 70).toISOString(),
    properties: { exception: { type: "Error", message } },
  };
}

test("log records become lines in order of time; the spans around them do not", () => {
  const trace = node("payout-agent", {}, [
    node("Attempt 1", { after: 1 }, [
      node("run()", { after: 2 }, [
        node("d", { after: 40, level: "ERROR", message: "fourth" }),
        node("a", { after: 10, level: "DEBUG", message: "first" }),
        node("c", { after: 30, level: "WARN", message: "third" }),
      ]),
      node("b", { after: 20, level: "LOG", message: "second" }),
    ]),
  ]);
  expect(readRunLogs(trace)).toEqual([
    { id: "a", at: AT + 10, level: "debug", message: "first" },
    { id: "b", at: AT + 20, level: "info", message: "second" },
    { id: "c", at: AT + 30, level: "warn", message: "third" },
    { id: "d", at: AT + 40, level: "error", message: "fourth" },
  ]);
});

test("lines of the same instant keep the trace's order", () => {
  const lines = ["one", "two", "three"].map((message) => node(message, { level: "INFO", message }));
  expect(readRunLogs(node("root", {}, lines)).map(({ message }) => message)).toEqual(["one", "two", "three"]);
});

test("an exception is told once, although every span above repeats it", () => {
  const events = [exception("The bank refused.")];
  const trace = node("root", { isError: true, events }, [
    node("Attempt 1", { isError: true, events }, [node("run()", { isError: true, events })]),
  ]);
  expect(readRunLogs(trace)).toEqual([{ id: "root:0", at: AT + 70, level: "error", message: "The bank refused." }]);
});

test.each([[null], ["text"], [{}], [{ name: "exception" }], [{ name: "exception", properties: { exception: 1 } }]])(
  "an event that is no exception, %j, is no line",
  (event) => {
    expect(readRunLogs(node("root", { isError: true, events: [event] }))).toEqual([]);
  },
);

test("credentials in messages and exceptions are removed", () => {
  const trace = node("root", { isError: true, events: [exception("Bearer tr_dev_aB3dE5fG7hI9jK1lM3nO")] }, [
    node("a", { level: "INFO", message: "https://x/callback/0123456789abcdef0123456789abcdef", after: 1 }),
  ]);
  expect(readRunLogs(trace).map(({ message }) => message)).toEqual([
    "https://x/callback/[removed]",
    "Bearer [removed]",
  ]);
});

test("a credential is removed even where the end of a long message would have cut it", () => {
  const key = "tr_dev_aB3dE5fG7hI9jK1lM3nO";
  const [line] = readRunLogs(node("root", { level: "INFO", message: `${"x".repeat(3_990)} ${key}` }));
  expect(line?.message.length).toBeLessThanOrEqual(4_000);
  expect(line?.message).not.toContain("tr_dev_aB");
});

test("a trace nested deeper than the stack is read, and only its newest lines are kept", () => {
  let trace = node("deepest", { level: "INFO", after: 50_000 });
  for (let depth = 1; depth <= 50_000; depth += 1)
    trace = node(`${depth}`, { level: "INFO", after: 50_000 - depth }, [trace]);
  const lines = readRunLogs(trace);
  expect(lines).toHaveLength(10_000);
  expect(lines.at(-1)?.id).toBe("deepest");
});
