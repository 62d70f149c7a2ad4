import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Crypto } from "#core/crypto.ts";
import { parseExactJson } from "#core/json.ts";
import { keyIdOf, type Operator, Operators } from "#core/operators.ts";
import { GateOptionsError } from "./approval-error.ts";

/** Whom the task believes right now; read again at every verification. */
export type OperatorsSource = () => readonly Operator[];

/**
 * The bundled list; only in development, the file that COUNTERSIGN_OPERATORS names instead.
 *
 * The secret key can write environment variables, so outside development the variable must not decide who may approve.
 */
// SECURITY: see the test "outside development the environment variable is ignored".
export function createOperatorsSource(
  bundled: unknown,
  environmentType: string,
  environment: Readonly<Record<string, string | undefined>>,
  crypto: Crypto,
): OperatorsSource {
  const file = environmentType === "DEVELOPMENT" ? environment["COUNTERSIGN_OPERATORS"] : undefined;
  if (file === undefined || file === "") {
    const operators = parseOperators(bundled, "operators.json", crypto);
    return () => operators;
  }
  return () => parseOperators(readOperatorsFile(file), file, crypto);
}

// The console writes the file at its first start, which may be after the first gate: until then, nobody is listed.
function readOperatorsFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new Error(`The operators file ${file} cannot be read.`, { cause: error });
  }
  try {
    return parseExactJson(text);
  } catch (error) {
    // Possibly caught half-written: an ordinary error, so that the attempt is retried and meets its own token.
    throw new Error(`The operators file ${file} is not exact JSON.`, { cause: error });
  }
}

function parseOperators(value: unknown, from: string, crypto: Crypto): readonly Operator[] {
  const operators = Operators.safeParse(value);
  if (!operators.success) throw new GateOptionsError(`${from}: ${z.prettifyError(operators.error)}`, operators.error);
  const misnamed = operators.data.find(({ keyId, publicKey }) => keyIdOf(publicKey, crypto) !== keyId);
  if (misnamed !== undefined)
    throw new GateOptionsError(`${from}: the key id of "${misnamed.name}" is not that of its public key.`);
  const keyIds = operators.data.map(({ keyId }) => keyId);
  if (new Set(keyIds).size !== keyIds.length) throw new GateOptionsError(`${from}: a key is listed twice.`);
  return operators.data;
}
