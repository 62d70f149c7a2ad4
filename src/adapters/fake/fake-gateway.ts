import type { Clock, ServerTimeSample, Timer, TriggerGateway } from "#app/ports.ts";
import type { ConsoleError } from "#core/error.ts";
import { gatewayError, type GatewayErrorCode } from "#core/gateway-error.ts";
import type { FakeServer } from "./fake-server.ts";
import { calm, type Chaos, effectOf, type FakeCall } from "./fault.ts";

const DEADLINE_MS = 10_000;

export interface FakeGatewayOptions {
  readonly server: FakeServer;
  /** The console's own clock, which may be wrong by any amount. */
  readonly clock: Clock;
  readonly timer: Timer;
  readonly chaos?: Chaos;
  /** Milliseconds of one way, asked twice a call. */
  readonly latency?: () => number;
  readonly onServerTime?: (sample: ServerTimeSample) => void;
  /** Milliseconds a call may take; 10,000 unless given. */
  readonly deadlineMs?: number;
}

export interface FakeGateway extends TriggerGateway {
  /** The process behind this connection died: what is on the way still arrives, but no call ever settles again. */
  close(): void;
}

/** One console's connection to a fake server: latency, deadline and scripted faults, all in the timer's time. */
export function createFakeGateway(options: FakeGatewayOptions): FakeGateway {
  const { server, clock, timer, chaos = calm, latency = zero, onServerTime, deadlineMs = DEADLINE_MS } = options;
  let closed = false;

  function after(milliseconds: number, step: () => void): void {
    if (milliseconds <= 0) step();
    else timer.after(milliseconds, step);
  }

  function exchange<T>(call: FakeCall, serve: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const sentAt = clock.monotonic();
      const { arrivals, reply } = effectOf(chaos(call));
      const there = latency();
      const roundTrip = there + latency();
      let served: Served<T> | undefined;

      for (const late of arrivals)
        after(there + late, () => {
          const answer = attempt(serve, server.now());
          served ??= answer;
        });

      // The console hears at the end of the round trip, or gives up at its deadline; scheduled last, so that an answer
      // due at the same instant is there.
      const inTime = roundTrip <= deadlineMs && reply !== "silence";
      after(inTime ? roundTrip : deadlineMs, () => {
        if (closed) return;
        if (!inTime) reject(failure("gateway/uncertain"));
        else if (reply !== "normal") reject(scriptedFailure(server, reply));
        else if (served?.error !== undefined) reject(served.error);
        else if (served !== undefined) {
          onServerTime?.({ dateMs: wholeSeconds(served.at), sentAt, receivedAt: clock.monotonic() });
          resolve(served.value);
        }
      });
    });
  }

  return {
    listWaiting: (cursor) => exchange({ method: "listWaiting" }, () => server.readWaiting(cursor)),
    // Not a 404: the vendor fails at retrieving a token it does not know.
    retrieveToken: (id) =>
      exchange({ method: "retrieveToken", id }, () => known(server.readToken(id), "gateway/uncertain")),
    completeToken: (id, decisionJson) =>
      exchange({ method: "completeToken", id }, () => {
        if (!server.complete(id, parsedDecision(decisionJson))) throw failure("gateway/not-found");
      }),
    listRuns: (cursor) => exchange({ method: "listRuns" }, () => server.readRuns(cursor)),
    retrieveRun: (id) => exchange({ method: "retrieveRun", id }, () => known(server.readRun(id), "gateway/not-found")),
    startPayloadRead: (ref, page) => exchange({ method: "startPayloadRead" }, () => server.startRead(ref, page)),
    payloadRead: (id) => exchange({ method: "payloadRead", id }, () => known(server.readRead(id), "gateway/not-found")),
    runTrace: (id) => exchange({ method: "runTrace", id }, () => known(server.readTrace(id), "gateway/not-found")),
    close: () => {
      closed = true;
    },
  };
}

const MESSAGES: Record<GatewayErrorCode, string> = {
  "gateway/unreachable": "The server could not be reached.",
  "gateway/intercepted": "Something on the way answered in Trigger.dev's place.",
  "gateway/unauthorized": "Trigger.dev does not accept this environment's key.",
  "gateway/forbidden": "This environment's key may not do that.",
  "gateway/not-found": "Trigger.dev does not know it.",
  "gateway/rate-limited": "Trigger.dev takes no more requests of this environment for a moment.",
  "gateway/refused": "Trigger.dev refused the request.",
  "gateway/redirected": "The server sends calls on to another address; nothing was sent there.",
  "gateway/uncertain": "The server failed at the request, or did not answer in time.",
};

function failure(code: GatewayErrorCode): ConsoleError {
  return gatewayError(code, MESSAGES[code]);
}

function scriptedFailure(
  server: FakeServer,
  { code, resetAfterMs }: { readonly code: GatewayErrorCode; readonly resetAfterMs?: number },
): ConsoleError {
  if (resetAfterMs === undefined) return failure(code);
  return gatewayError(code, MESSAGES[code], { retryAt: server.now() + resetAfterMs });
}

/** What the server made of a request, and when. */
type Served<T> =
  | { readonly at: number; readonly value: T; readonly error?: undefined }
  | { readonly at: number; readonly error: Error };

function attempt<T>(serve: () => T, at: number): Served<T> {
  try {
    return { at, value: serve() };
  } catch (error) {
    return { at, error: error as Error };
  }
}

function known<T>(found: T | undefined, code: GatewayErrorCode): T {
  if (found === undefined) throw failure(code);
  return found;
}

function parsedDecision(decisionJson: string): unknown {
  try {
    return JSON.parse(decisionJson);
  } catch (error) {
    throw gatewayError("gateway/refused", "The decision is not JSON; nothing was sent.", { cause: error });
  }
}

function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}

function zero(): number {
  return 0;
}
