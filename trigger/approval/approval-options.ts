import type { z } from "zod";
import type { MoneyPointers, Urgency } from "#core/envelope.ts";
import type { Duration } from "./duration.ts";
import type { PayloadStore } from "./payload-store.ts";

/** The part of the vendor's task context that a gate needs: pass the `ctx` of `run(payload, { ctx })`. */
export interface GateContext {
  readonly run: { readonly id: string };
  readonly task: { readonly id: string };
  readonly attempt: { readonly number: number };
  readonly environment: { readonly type: string };
}

/** Words for the card: fixed, or made from the parameters, so that they stay true after an edit. */
export type Words<P> = string | ((parameters: P) => string);

/** What `onRespond` may change for the next round; what it leaves out stays as it was. */
export interface NextRequest<P> {
  readonly parameters?: P;
  readonly title?: Words<P>;
  readonly summary?: Words<P>;
  readonly effect?: Words<P>;
  readonly rollback?: Words<P>;
  readonly urgency?: Urgency;
}

/** What a task asks a person. Everything that is shown is text, never markup. */
export interface ApprovalOptions<S extends z.ZodObject> {
  readonly ctx: GateContext;
  /** Lower case, digits and dashes, unique within the task: `payout`. */
  readonly gate: string;
  /** Dotted: `payout.create`. */
  readonly kind: string;
  /** At most 300 characters: the line in the queue. */
  readonly title: Words<z.output<S>>;
  /** At most 2,000 characters. */
  readonly summary?: Words<z.output<S>>;
  /** Default `normal`. */
  readonly urgency?: Urgency;
  /** The agent that asks. Default the task's id. */
  readonly requestedBy?: string;
  /** The model that wrote the parameters. */
  readonly model?: string;
  readonly parameters: z.output<S>;
  /** Becomes the card's JSON Schema and checks every edit; amounts are decimal strings. */
  readonly schema: S;
  /** JSON Pointers of the fields that a person may change. Default none. */
  readonly editable?: readonly string[];
  /** Where in the parameters the money is, as JSON Pointers. */
  readonly money?: MoneyPointers;
  /** What will happen on approval. */
  readonly effect: Words<z.output<S>>;
  /** What a rejection or an expiry leaves behind. */
  readonly rollback: Words<z.output<S>>;
  /** How long the gate stays open, all rounds together: `10m`. There is no default. */
  readonly timeout: Duration;
  /** ISO 8601 in UTC, not later than the timeout: a decision after it is `expired`. */
  readonly decideBy?: string;
  /** How many different persons have to approve, 1 to 5. Default 1. */
  readonly approvals?: number;
  /** More approvals for what is worth more: asked again whenever the parameters change. */
  readonly requireApprovals?: (parameters: z.output<S>) => number;
  /** The content of `operators.json`: whom the task believes. */
  readonly operators: unknown;
  /** Where given, only operators with one of these roles count. */
  readonly roles?: readonly string[];
  /** Answers an operator's question with the next request; `undefined` ends the gate as `responded`. Without it nobody can ask. */
  readonly onRespond?: (comment: string) => Promise<NextRequest<z.output<S>> | undefined>;
  /** Run on reject, expiry, forgery and every other end without approval, before the outcome is answered. */
  readonly rollbackWith?: () => Promise<void>;
  /** `minimal` keeps title and amount out of the token's tags. */
  readonly tagPrivacy?: "full" | "minimal";
  /** Default 20. */
  readonly maxGatesPerRun?: number;
  /** Needed where a request can exceed 16 KiB. */
  readonly payloads?: PayloadStore;
}
