import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { digestOf } from "#core/digest.ts";
import type { GateRequest } from "#core/envelope.ts";
import { formatGateTags } from "#core/gate-tags.ts";
import type { KeyId, RunId } from "#core/identifiers.ts";
import { request } from "#test/console/gates.ts";

/** One gate that somebody made to hurt, and what must come of it. */
export interface HostileItem {
  readonly name: string;
  readonly tags: (runId: RunId) => readonly string[];
  /** The envelope as JSON text, so that it says on the wire what no object could hold. */
  readonly envelope: (keyId: KeyId) => string;
  readonly timeoutAt?: string;
  readonly run?: { readonly task?: string; readonly status?: string; readonly error?: string };
  readonly logs?: readonly string[];
  /** What the card must say of it, where it must say something. */
  readonly must?: {
    /** The exact decimal that is shown, digit for digit. */
    readonly amount?: string;
    /** Nobody can approve it. */
    readonly refuse?: true;
    /** The payee is flagged, or is not. */
    readonly flagged?: boolean;
    /** An edit of the amount is judged in time, however the schema is built. */
    readonly edit?: true;
  };
}

/** A sound envelope around a request that may hold anything; digest and labels agree with it as far as they can. */
export function requestItem(
  name: string,
  part: Partial<GateRequest>,
  more: Omit<Partial<HostileItem>, "name" | "envelope"> = {},
): HostileItem {
  const asked = request(part);
  return {
    name,
    tags: (runId) => formatGateTags(asked, runId),
    envelope: (keyId) => JSON.stringify({ digest: digestAsFarAsPossible(asked), accepts: [keyId], request: asked }),
    ...more,
  };
}

/** A request whose parameters are this text, put into the envelope as it is. */
export function rawParametersItem(name: string, parameters: string, must: HostileItem["must"] = {}): HostileItem {
  const { parameters: _parameters, ...asked } = request({ parameters: {} });
  const text = JSON.stringify(asked).slice(0, -1);
  return {
    name,
    tags: (runId) => formatGateTags(request(), runId, "minimal"),
    envelope: (keyId) =>
      `{"digest":${JSON.stringify(digestOfText(parameters))},"accepts":["${keyId}"],"request":${text},"parameters":${parameters}}}`,
    must,
  };
}

// The digest that the console itself will find, so that nothing but the hostile part can stop the card.
function digestOfText(parameters: string): string {
  try {
    return digestAsFarAsPossible({ ...request(), parameters: JSON.parse(parameters) as GateRequest["parameters"] });
  } catch {
    return NO_DIGEST;
  }
}

const NO_DIGEST = `sha256-${"0".repeat(64)}`;

function digestAsFarAsPossible(asked: GateRequest): string {
  try {
    return digestOf(asked, nodeCrypto);
  } catch {
    return NO_DIGEST;
  }
}
