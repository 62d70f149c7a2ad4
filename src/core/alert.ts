import type { Urgency } from "#core/envelope.ts";
import type { GateTags } from "#core/gate-tags.ts";
import type { TokenId } from "#core/identifiers.ts";

/** Something that a person should hear of without looking. It tells and never decides. */
export interface Alert {
  /** `late` is a decision of ours that could not be sent in time, `parked` one that needs a person. */
  readonly kind: "new" | "deadline" | "expired" | "late" | "parked";
  readonly tokenId: TokenId;
  readonly urgency: Urgency;
  /** The task's own name for the gate; untrusted, as are title and money. */
  readonly gate?: string;
  readonly title?: string;
  readonly money?: NonNullable<GateTags["money"]>;
  /** How long the gate can still be decided, where it has a deadline; milliseconds, below 0 once it is past. */
  readonly remaining?: number;
}

/** Whether it stays on the screen until it is looked at, and comes before what does not. */
export function isUrgent({ kind, urgency }: Alert): boolean {
  if (kind === "expired") return false;
  return kind !== "new" || urgency === "critical" || urgency === "high";
}

/** Why nothing is told at the moment, and for how long still; milliseconds, unknown for the system's do-not-disturb. */
export type Hush =
  | { readonly reason: "muted" | "quiet-hours"; readonly left: number }
  | { readonly reason: "do-not-disturb" };

/** With do-not-disturb nobody knows when it ends: what cannot be decided after this is taken not to wait for it. */
const SOON_MS = 15 * 60_000;

/**
 * Whether it is told all the same. A critical gate breaks through, and so does a deadline that would be past when the quiet
 * ends. A mute is different: somebody has just asked for silence, sees it in the tray, and it ends by itself.
 */
export function breaksThrough(alert: Alert, hush: Hush): boolean {
  // What is over can wait: nothing can be done about it any more.
  if (hush.reason === "muted" || alert.kind === "expired" || alert.kind === "late") return false;
  if (alert.urgency === "critical") return true;
  const left = hush.reason === "quiet-hours" ? hush.left : SOON_MS;
  return alert.remaining !== undefined && alert.remaining <= left;
}
