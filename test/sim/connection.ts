import type { FakeGateway } from "#adapters/fake/fake-gateway.ts";
import type { Outbox, Run, ServerTimeSample, TriggerGateway } from "#app/ports.ts";
import { envelopeOf } from "#core/assess-gate.ts";
import type { Decision } from "#core/decision.ts";
import { Envelope } from "#core/envelope.ts";
import { type ErrorCode, errorCodeOf } from "#core/error.ts";
import { gatewayError } from "#core/gateway-error.ts";
import type { TokenId } from "#core/identifiers.ts";
import type { Dice } from "./dice.ts";
import { checkSend } from "./invariants.ts";
import type { World } from "./world.ts";

const NOT_APPLIED: ReadonlySet<ErrorCode> = new Set([
  "gateway/unreachable",
  "gateway/rate-limited",
  "gateway/unauthorized",
  "gateway/forbidden",
  "gateway/not-found",
  "gateway/redirected",
]);

export interface ConnectionOptions {
  readonly world: World;
  readonly machineName: string;
  readonly keyId: string;
  readonly dice: Dice;
  /** What the process has on disk at this instant. */
  readonly outbox: Outbox;
  /** Milliseconds on the machine's monotonic clock. */
  readonly awakeFor: () => number;
  /** Runs a step of the process now, or when the machine has woken up. */
  readonly whenAwake: (step: () => void) => void;
  /** May put the machine to sleep while a call is under way. */
  readonly drowse: () => void;
  /** May end the process here. */
  readonly crashPoint: (where: string) => void;
  readonly connect: (hear: (sample: ServerTimeSample) => void) => FakeGateway;
  readonly onServerTime: (sample: ServerTimeSample) => void;
}

/**
 * A process's line to the server: the fake gateway, with a crash on either side of every byte, answers that wait for a
 * sleeping machine, refusals that the fake has no script for, and a witness beside it.
 */
export function createConnection(options: ConnectionOptions): TriggerGateway {
  const { world, dice, machineName } = options;
  const { profile, witness } = world;
  const gateway = options.connect((sample) => options.whenAwake(() => options.onServerTime(sample)));

  function exchange<T>(what: string, ask: () => Promise<T>, hear?: (answer: T) => void): Promise<T> {
    options.crashPoint(`before ${what}`);
    const answer = ask();
    // Should the process die here, nobody is left to hear the answer.
    answer.catch(() => undefined);
    options.crashPoint(`after ${what}`);
    options.drowse();
    return new Promise((resolve, reject) => {
      const later = (step: () => void): void =>
        options.whenAwake(() => {
          options.crashPoint(`hearing ${what}`);
          step();
        });
      answer.then(
        (value) =>
          later(() => {
            hear?.(value);
            resolve(value);
          }),
        (error: unknown) => later(() => reject(error)),
      );
    });
  }

  /** Until the answer says that it was not applied, a send may have landed. */
  async function send(tokenId: TokenId, decisionJson: string): Promise<void> {
    const { decisionId } = JSON.parse(decisionJson) as Decision;
    try {
      await gateway.completeToken(tokenId, decisionJson);
    } catch (error) {
      if (!NOT_APPLIED.has(errorCodeOf(error))) witness.mayHaveLanded.add(decisionId);
      throw error;
    }
    witness.mayHaveLanded.add(decisionId);
  }

  function strikes(rate: number): boolean {
    return !world.isHealing() && rate > 0 && dice.chance(rate);
  }

  function hearRun(run: Run): void {
    for (const [key, digest] of acceptableDigests(run, options.keyId))
      witness.told.set(`${machineName} ${key}`, { digest, at: options.awakeFor() });
  }

  return {
    listWaiting: (after) => exchange("listing", () => gateway.listWaiting(after)),
    listRuns: (after) => exchange("listing runs", () => gateway.listRuns(after)),
    startPayloadRead: (ref, page) => exchange("starting a reading", () => gateway.startPayloadRead(ref, page)),
    payloadRead: (runId) => exchange("reading a page", () => gateway.payloadRead(runId)),
    runTrace: (runId) => exchange("reading a trace", () => gateway.runTrace(runId)),
    retrieveToken: (tokenId) => exchange("reading a token", () => gateway.retrieveToken(tokenId)),
    retrieveRun: (runId) =>
      strikes(profile.notFound)
        ? exchange("reading a run", () => Promise.reject(gatewayError("gateway/not-found", "No such run.")))
        : exchange("reading a run", () => gateway.retrieveRun(runId), hearRun),
    completeToken: (tokenId, decisionJson) => {
      checkSend(world, machineName, options.outbox, options.awakeFor(), tokenId, decisionJson);
      world.announceSend(tokenId);
      if (strikes(profile.refused))
        return exchange("sending", () => Promise.reject(gatewayError("gateway/refused", "Refused.")));
      if (strikes(profile.notFound))
        return exchange("sending", () => Promise.reject(gatewayError("gateway/not-found", "No such token.")));
      return exchange("sending", () => send(tokenId, decisionJson));
    },
  };
}

/** What this run asks now, by token: the digest where this operator may decide it, undefined where not. */
function acceptableDigests(run: Run, keyId: string): [TokenId, string | undefined][] {
  const set = run.metadata["countersign"] as { gates?: Record<string, unknown> } | undefined;
  return Object.keys(set?.gates ?? {}).map((tokenId) => {
    const envelope = Envelope.safeParse(envelopeOf(run.metadata, tokenId));
    const usable = envelope.success && envelope.data.accepts.includes(keyId) && run.ended === undefined;
    return [tokenId, usable ? envelope.data.digest : undefined];
  });
}
