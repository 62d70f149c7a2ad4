import { z } from "zod";
import { ConsoleError } from "#core/error.ts";
import type { JsonObject } from "#core/json.ts";

/**
 * Holds edited parameters against the gate's own JSON Schema, as the task will again.
 *
 * @throws ConsoleError `edit/refused` naming each field that does not fit, or saying that the schema itself cannot be read.
 */
export function checkParameters(parameters: JsonObject, schema: JsonObject): void {
  const result = compile(schema).safeParse(parameters);
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
