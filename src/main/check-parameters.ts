import { Script } from "node:vm";
import { z } from "zod";
import { ConsoleError } from "#core/error.ts";
import type { JsonObject } from "#core/json.ts";

/** Milliseconds a schema may take: its patterns are the task's, and one can be built to run for ever. */
const LONGEST_CHECK_MS = 250;

/**
 * Holds edited parameters against the gate's own JSON Schema, as the task will again.
 *
 * @throws ConsoleError `edit/refused` naming each field that does not fit, or saying that the schema itself cannot be read.
 */
export function checkParameters(parameters: JsonObject, schema: JsonObject): void {
  const check = compile(schema);
  const result = withinTime(() => check.safeParse(parameters));
  if (result.success) return;
  const issues = result.error.issues.map((issue) => `${issue.path.join(".") || "parameters"}: ${issue.message}`);
  throw new ConsoleError("edit/refused", `The edited parameters do not fit: ${issues.slice(0, 5).join("; ")}.`);
}

function compile(schema: JsonObject): z.ZodType {
  try {
    return z.fromJSONSchema(schema);
  } catch (error) {
    throw new ConsoleError(
      "edit/refused",
      "The gate's schema cannot be read, so edits cannot be checked. Approve it unchanged, or reject it.",
      { cause: error },
    );
  }
}

// SECURITY: nothing else stops a regular expression that has begun. The script is ours and constant; the clock over it is what is wanted.
const callWork = new Script("work()");

function withinTime<T>(work: () => T): T {
  let result: { readonly value: T } | undefined;
  const run = () => {
    result = { value: work() };
  };
  try {
    callWork.runInNewContext({ work: run }, { timeout: LONGEST_CHECK_MS });
  } catch (error) {
    // Made in the other context, so it is no Error of ours.
    if ((error as { readonly code?: unknown } | null)?.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
  }
  if (result !== undefined) return result.value;
  throw new ConsoleError(
    "edit/refused",
    "The gate's schema takes too long to check an edit. Approve it unchanged, or reject it.",
  );
}
