import type { Card } from "#app/card.ts";
import type { Crypto } from "#app/ports.ts";
import { type Digest, digestOf } from "#core/digest.ts";
import { applyEdits, type Edit } from "#core/edits.ts";
import { ConsoleError } from "#core/error.ts";
import type { JsonObject } from "#core/json.ts";

/**
 * Holds edited parameters against the gate's own JSON Schema, as the task will again.
 *
 * Rejects with a ConsoleError `edit/refused` that names each field that does not fit, or says why it cannot be told.
 */
export type CheckParameters = (parameters: JsonObject, schema: JsonObject) => Promise<void>;

/** Exactly these parameters fit the schema of exactly this request. */
export interface CheckedEdits {
  readonly requestDigest: Digest;
  readonly parametersDigest: Digest;
}

/** @throws ConsoleError `edit/refused`, or `gate/changed` where the request is no longer the one that was edited. */
export async function checkEdits(
  ports: { readonly crypto: Crypto; readonly checkParameters: CheckParameters },
  { digest, request }: Card,
  intention: { readonly digest: Digest; readonly edits: readonly Edit[] },
): Promise<CheckedEdits> {
  if (request === undefined || digest !== intention.digest)
    throw new ConsoleError("gate/changed", "The request has changed. Read it again; nothing was recorded.");
  const parameters = applyEdits(request.parameters, intention.edits, request.editable);
  await ports.checkParameters(parameters, request.parametersSchema);
  return { requestDigest: digest, parametersDigest: digestOf(parameters, ports.crypto) };
}

// The check takes its time, and a gate may change meanwhile: what is recorded is compared with what was checked.
/** @throws ConsoleError `edit/refused` for parameters that nobody checked. */
export function assertChecked(
  checked: CheckedEdits | undefined,
  requestDigest: Digest,
  parametersDigest: Digest,
): asserts checked is CheckedEdits {
  if (checked?.requestDigest !== requestDigest || checked.parametersDigest !== parametersDigest)
    throw new ConsoleError(
      "edit/refused",
      "The edits were not checked against the task's schema. Nothing was recorded.",
    );
}
