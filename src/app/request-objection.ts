import type { Crypto, Run, Token } from "#app/ports.ts";
import { assessEnvelope, envelopeOf } from "#core/assess-gate.ts";
import type { KeyId } from "#core/identifiers.ts";
import type { OutboxEntry, ParkReason } from "#core/outbox.ts";

/** Why a decision must not be sent. `mayBeOver` where that is what a token settled a moment ago looks like from a replica. */
export interface Objection {
  readonly reason: ParkReason;
  readonly detail: string;
  readonly mayBeOver: boolean;
}

/** What has changed between the request that was decided on and the run as it is now; undefined where nothing has. */
export function objectionTo(
  ports: { readonly crypto: Crypto; readonly keyId: () => KeyId },
  entry: OutboxEntry,
  token: Token,
  run: Run,
): Objection | undefined {
  if (run.ended !== undefined)
    return over("run-ended", `The run has ended (${run.status}), and its token cannot be decided any more.`);
  const envelope = assessEnvelope(envelopeOf(run.metadata, entry.tokenId), {
    tags: token.tags,
    runId: entry.runId,
    keyId: ports.keyId(),
    crypto: ports.crypto,
  });
  switch (envelope.kind) {
    case "ready":
    // A large request is not read again: the digest compared below covers the whole one's digest, so what the run asks
    // now is byte for byte what was proved and decided on, and the task holds its own copy against the same digest.
    case "payload-unverified":
    case "amount-unverifiable":
      break;
    case "not-listed":
      return changed("not-listed", "The task no longer lists your key.");
    case "missing":
      return changed("request-missing", "The run no longer carries this gate's request.");
    case "settled":
      return over("request-missing", "The task has put this gate's request away.");
    case "unreadable":
    case "tampered":
    case "tags-disagree":
      return changed("request-changed", `The request is not what you decided on (${envelope.kind}).`);
  }
  if (envelope.digest !== entry.requestDigest)
    return changed("request-changed", "The request has changed since you decided.");
  if (!envelope.request.verdicts.includes(entry.verdict))
    return changed("verdict-not-offered", `The task does not take the verdict "${entry.verdict}".`);
  return undefined;
}

function changed(reason: ParkReason, detail: string): Objection {
  return { reason, detail, mayBeOver: false };
}

function over(reason: ParkReason, detail: string): Objection {
  return { reason, detail, mayBeOver: true };
}
