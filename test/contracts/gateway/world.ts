import type { RunLogLine, ServerTimeSample, TriggerGateway } from "#app/ports.ts";
import type { RunId, TokenId } from "#core/identifiers.ts";
import type { PayloadReading } from "#core/payload-page.ts";

/** What can go wrong with one call, by what the console sees; before and after tell whether the server did its part. */
export type WorldFault =
  | "unreachable"
  | "lost-before"
  | "lost-after"
  | "error-before"
  | "error-after"
  | "silent-before"
  | "silent-after"
  | "rate-limited"
  | "unauthorized"
  | "forbidden"
  | "captive-portal"
  | "redirect";

/** Milliseconds that a gateway under a fault is given. */
export const FAULT_DEADLINE_MS = 400;
/** How far off the end of the scripted rate limit is. */
export const RATE_RESET_MS = 30_000;

export interface WorldSpan {
  readonly name: string;
  readonly at: number;
  readonly durationMs?: number;
  readonly attached?: Readonly<Record<string, string>>;
}

/** A Trigger.dev to test a gateway against, with the hands of everybody who is not the console. */
export interface GatewayWorld {
  readonly gateway: TriggerGateway;
  /** What the gateway's listener heard. */
  readonly samples: ServerTimeSample[];
  /** Whether tasks can be played here: runs made, logged to and cancelled without a worker. */
  readonly playsTasks: boolean;
  /** Texts that no reply may hold: the key, and each created token's callback hash and public token. */
  readonly secrets: string[];
  /** `timeout` is the vendor's duration text; without it the token waits for ever. */
  createToken(token: { readonly tags: readonly string[]; readonly timeout?: string }): Promise<TokenId>;
  /** Another holder of the key completes the token. */
  completeAsOther(tokenId: TokenId, output: unknown): Promise<void>;
  /** The mistake of naming the body's key `output`: the vendor completes the token with nothing. */
  completeWithNothing(tokenId: TokenId): Promise<void>;
  createRun(metadata: Readonly<Record<string, unknown>>): Promise<RunId>;
  log(runId: RunId, line: Pick<RunLogLine, "at" | "level" | "message">): Promise<void>;
  /** A span that the task reported right below its run, with what it attached; it goes on where it has no duration. */
  span(runId: RunId, span: WorldSpan): Promise<void>;
  cancelRun(runId: RunId): Promise<void>;
  /** Plays the worker that takes up the one reading there is, and ends it so; `elsewhere` stores its output apart. */
  endRead(runId: RunId, reading: PayloadReading, elsewhere?: true): Promise<void>;
  /** A gateway to the same environment on which every call goes wrong this way. */
  failing(fault: WorldFault): Promise<TriggerGateway>;
  close(): Promise<void>;
}
