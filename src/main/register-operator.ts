import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Operator } from "#core/operators.ts";
import { Operators } from "#core/operators.ts";

/**
 * Adds this console's operator to the sandbox's `operators.json`, once. Only the sandbox's file is ever written:
 * anywhere else the list is part of the task's own code, and its author decides who may approve.
 *
 * @returns true where the line was added, false where it was there already.
 * @throws Error from the file system, or where the file holds something else than operators.
 */
export function registerOperator(file: string, operator: Operator): boolean {
  const known = readOperators(file);
  if (known.some(({ keyId }) => keyId === operator.keyId)) return false;
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify([...known, operator], null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
  return true;
}

function readOperators(file: string): Operator[] {
  try {
    return Operators.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
