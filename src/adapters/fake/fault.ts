import type { GatewayErrorCode } from "#core/gateway-error.ts";

/** One call of a console, as the script of faults sees it before anything leaves. */
export interface FakeCall {
  readonly method:
    | "listWaiting"
    | "retrieveToken"
    | "completeToken"
    | "listRuns"
    | "retrieveRun"
    | "runTrace"
    | "startPayloadRead"
    | "payloadRead";
  /** The token or run it is about; lists have none. */
  readonly id?: string;
}

/**
 * What goes wrong with one call; `applied` says whether the server does its part before the answer goes wrong.
 * `delayed` is a request that the network holds back: the console gives up at its deadline, the server serves it later.
 */
export type Fault =
  | { readonly kind: "none" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "reset"; readonly applied: boolean }
  | { readonly kind: "server-error"; readonly applied: boolean }
  | { readonly kind: "hang"; readonly applied: boolean }
  | { readonly kind: "delayed"; readonly milliseconds: number }
  | { readonly kind: "duplicate"; readonly milliseconds: number }
  | { readonly kind: "rate-limited"; readonly resetAfterMs: number }
  | { readonly kind: "unauthorized" }
  | { readonly kind: "forbidden" }
  | { readonly kind: "captive-portal" }
  | { readonly kind: "redirect" };

/** The script: asked once a call, in the order of the calls. */
export type Chaos = (call: FakeCall) => Fault;

/** What a fault does: when copies of the request reach the server (milliseconds late), and what the console hears. */
export interface Effect {
  readonly arrivals: readonly number[];
  readonly reply: "normal" | "silence" | { readonly code: GatewayErrorCode; readonly resetAfterMs?: number };
}

const ONCE = [0];
const NEVER: readonly number[] = [];
const NONE: Fault = { kind: "none" };
const NORMAL: Effect = { arrivals: ONCE, reply: "normal" };

/** A network on which nothing goes wrong. */
export function calm(): Fault {
  return NONE;
}

export function effectOf(fault: Fault): Effect {
  switch (fault.kind) {
    case "none":
      return NORMAL;
    case "unreachable":
      return { arrivals: NEVER, reply: { code: "gateway/unreachable" } };
    case "reset":
    case "server-error":
      return { arrivals: fault.applied ? ONCE : NEVER, reply: { code: "gateway/uncertain" } };
    case "hang":
      return { arrivals: fault.applied ? ONCE : NEVER, reply: "silence" };
    case "delayed":
      return { arrivals: [fault.milliseconds], reply: "silence" };
    case "duplicate":
      return { arrivals: [0, fault.milliseconds], reply: "normal" };
    case "rate-limited":
      return { arrivals: NEVER, reply: { code: "gateway/rate-limited", resetAfterMs: fault.resetAfterMs } };
    case "unauthorized":
      return { arrivals: NEVER, reply: { code: "gateway/unauthorized" } };
    case "forbidden":
      return { arrivals: NEVER, reply: { code: "gateway/forbidden" } };
    case "captive-portal":
      return { arrivals: NEVER, reply: { code: "gateway/intercepted" } };
    case "redirect":
      return { arrivals: NEVER, reply: { code: "gateway/redirected" } };
  }
}
