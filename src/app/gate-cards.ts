import { assessCard, type Card } from "#app/card.ts";
import type { Environment } from "#app/environment.ts";
import type { BookedGate, GateBook } from "#app/gate-book.ts";
import type { Clock, Crypto, RunTrace, Signer, StoredGate } from "#app/ports.ts";
import type { PayloadProgress } from "#app/read-payload.ts";
import type { TraceCache } from "#app/trace-cache.ts";
import type { Digest } from "#core/digest.ts";
import type { GateRequest } from "#core/envelope.ts";
import { ConsoleError } from "#core/error.ts";
import type { KeyId, TokenId } from "#core/identifiers.ts";
import type { Operator } from "#core/operators.ts";
import type { PaymentHistory } from "#core/payment-history.ts";

export interface GateCardsPorts {
  readonly clock: Clock;
  readonly crypto: Crypto;
  readonly signer: Signer;
  readonly keyId: KeyId;
  readonly operatorName: () => string;
  readonly book: GateBook;
  readonly environment: (id: string) => Environment | undefined;
  /** False where the environment must be asked again before anything it said counts. */
  readonly isRefreshed: (environmentId: string) => boolean;
  readonly history: { readonly about: (gate: StoredGate, request: GateRequest) => PaymentHistory };
  readonly traces: TraceCache;
  /** How the large request under that envelope's digest stands; undefined where nobody reads it. */
  readonly payloadProgress: (digest: Digest) => PayloadProgress | undefined;
}

/** What there is to show of one gate, whichever connected environment it belongs to. */
export interface GateCards {
  /** @throws ConsoleError `gate/unknown`, as all of these where they are asked about a gate. */
  readonly booked: (tokenId: TokenId) => { readonly booked: BookedGate; readonly where: Environment };
  /** The gate judged as it stands now. */
  readonly of: (tokenId: TokenId) => Card;
  /** The large request of a card, once it is proved. */
  readonly whole: (
    tokenId: TokenId,
  ) => { readonly request: GateRequest; readonly digest: Digest | undefined; readonly inline: GateRequest } | undefined;
  /** The trace of the gate's run; an empty one where the gate names no run. */
  readonly trace: (tokenId: TokenId) => Promise<RunTrace>;
  /** What this machine remembers of the gate and its payee; undefined where there is no request to hold it against. */
  readonly history: (tokenId: TokenId) => PaymentHistory | undefined;
  /** Whom the cards are judged for, as the task's author would list them. */
  readonly operator: () => Operator;
}

export function createGateCards(ports: GateCardsPorts): GateCards {
  const judging = { ...ports, operator };

  function booked(tokenId: TokenId): { booked: BookedGate; where: Environment } {
    const found = ports.book.find(tokenId);
    const where = found && ports.environment(found.gate.environmentId);
    if (found === undefined || where === undefined)
      throw new ConsoleError(
        "gate/unknown",
        "This gate is not known here. It may belong to an environment that is not connected.",
      );
    return { booked: found, where };
  }

  function cardOf(tokenId: TokenId): Card {
    const { booked: found, where } = booked(tokenId);
    const card = assessCard(judging, where, found);
    const isUnsure = card.condition.kind === "ready" && !ports.isRefreshed(where.id);
    return isUnsure ? { ...card, condition: { kind: "loading" } } : card;
  }

  function operator(): Operator {
    const name = ports.operatorName();
    return { keyId: ports.keyId, person: name, name, publicKey: ports.signer.publicKey };
  }

  return {
    booked,
    of: cardOf,
    whole: (tokenId) => {
      const { request, digest, whole } = cardOf(tokenId);
      return request === undefined || whole === undefined ? undefined : { request, digest, inline: whole.inline };
    },
    trace: async (tokenId) => {
      const { booked: found, where } = booked(tokenId);
      const { runId } = found.tags;
      if (runId === undefined) return { lines: [], steps: [], leftOut: 0 };
      return ports.traces.read(where, runId, found.gate.run?.ended !== undefined);
    },
    history: (tokenId) => {
      const { booked: found, request } = cardOf(tokenId);
      return request === undefined ? undefined : ports.history.about(found.gate, request);
    },
    operator,
  };
}
