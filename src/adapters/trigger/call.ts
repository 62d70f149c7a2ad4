import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerTimeSample } from "#app/ports.ts";

/** What the transport has to know of the gateway call it serves: the SDK's methods take neither signal nor limits. */
export interface Call {
  /** The only origin this call may speak to. */
  readonly origin: string;
  readonly signal: AbortSignal;
  /** Most bytes of a reply that are read. */
  readonly maxBytes: number;
  /** Hears the server's time as the reply's head tells it; the gateway believes it once the whole reply has parsed. */
  readonly onDate: (sample: ServerTimeSample) => void;
}

const calls = new AsyncLocalStorage<Call>();

/** Runs the work so that every `fetch` under it belongs to this call. */
export function runCall<T>(call: Call, work: () => Promise<T>): Promise<T> {
  return calls.run(call, work);
}

/** The call that the running code belongs to. */
export function currentCall(): Call | undefined {
  return calls.getStore();
}
