import type { Card } from "#app/card.ts";
import type { Clock } from "#app/ports.ts";
import { MAY_BE_TURNED_DOWN } from "#app/record-decision.ts";
import { LEAST_SHOWN_MS } from "#app/shown-requests.ts";
import type { Digest } from "#core/digest.ts";
import type { TokenId } from "#core/identifiers.ts";
import { likePayments } from "#core/like-payments.ts";
import { paymentOf } from "#core/payment.ts";

/** What many gates can be given at once; a respond is for one. */
export type BulkVerdict = "approve" | "reject";

/** Why a gate takes no part in a bulk decision. */
export type BulkObjection =
  | Exclude<Card["condition"]["kind"], "ready">
  | "unknown"
  | "decided"
  | "above-limit"
  | "flagged"
  | "alike"
  | "verdict-not-offered";

/** One gate of the list, judged as it stands now; `card` is missing where it is not known here. */
export interface ReviewedGate {
  readonly tokenId: TokenId;
  readonly card?: Card;
  /** Undefined where it can be decided with the others. */
  readonly objection?: BulkObjection;
}

export interface BulkReviewPorts {
  readonly clock: Pick<Clock, "monotonic">;
  /** @throws ConsoleError for a gate that is not known here. */
  readonly cardOf: (tokenId: TokenId) => Card;
  readonly isWaiting: (tokenId: TokenId) => boolean;
  readonly isAboveLimit: (card: Card) => boolean;
  /** Whether its card warns of the payee, the account or a payment like it: that is not for one line among many. */
  readonly isFlagged: (card: Card) => boolean;
}

/** The list with every payment kept out that another of its payments equals: one of them may be a mistake. */
export function keepLikeApart(gates: readonly ReviewedGate[]): ReviewedGate[] {
  const alike = likePayments(
    gates.flatMap(({ tokenId, card, objection }) => {
      const payment = card?.request && paymentOf(card.request);
      if (payment === undefined || card === undefined || objection !== undefined) return [];
      return [{ id: tokenId, environmentId: card.booked.gate.environmentId, payment }];
    }),
  );
  return gates.map((gate) =>
    alike.has(gate.tokenId) ? Object.assign({}, gate, { objection: "alike" as const }) : gate,
  );
}

/** The list that a bulk decision is taken on, and which of its rows have been on the screen. There is one list at a time. */
export interface BulkReview {
  /** Judges one gate for that verdict; nothing is handed over by it. */
  judge(tokenId: TokenId, verdict: BulkVerdict): ReviewedGate;
  /** The window was given this list. What was seen of an earlier one counts on where the request is still the same. */
  handedOver(gates: readonly ReviewedGate[]): void;
  /** These rows are on the screen now, and no others. Ignored for a request that is not the one handed over last. */
  visible(shown: readonly { readonly tokenId: TokenId; readonly digest: Digest }[]): void;
  /** The digest of the request that was on the screen for long enough; undefined where none was. */
  seenDigest(tokenId: TokenId): Digest | undefined;
  closed(): void;
}

interface ShownRow {
  readonly digest: Digest;
  readonly since?: number | undefined;
  readonly seen: boolean;
}

export function createBulkReview(ports: BulkReviewPorts): BulkReview {
  const rows = new Map<TokenId, ShownRow>();

  function isSeen({ seen, since }: ShownRow): boolean {
    return seen || (since !== undefined && ports.clock.monotonic() - since >= LEAST_SHOWN_MS);
  }

  function objectionTo(card: Card, verdict: BulkVerdict): BulkObjection | undefined {
    const { kind } = card.condition;
    if (!ports.isWaiting(card.booked.gate.tokenId)) return kind === "settled" || kind === "expired" ? kind : "decided";
    if (kind !== "ready" && !(verdict === "reject" && MAY_BE_TURNED_DOWN.has(kind))) return kind;
    if (card.request?.verdicts.includes(verdict) !== true) return "verdict-not-offered";
    if (verdict === "reject") return undefined;
    // All of a large request has to have been seen, and a line shows next to nothing of it.
    if (card.whole !== undefined) return "payload-unverified";
    if (ports.isAboveLimit(card)) return "above-limit";
    return ports.isFlagged(card) ? "flagged" : undefined;
  }

  return {
    judge: (tokenId, verdict) => {
      let card: Card;
      try {
        card = ports.cardOf(tokenId);
      } catch {
        return { tokenId, objection: "unknown" };
      }
      const objection = objectionTo(card, verdict);
      return { tokenId, card, ...(objection !== undefined && { objection }) };
    },
    handedOver: (gates) => {
      const before = new Map(rows);
      rows.clear();
      for (const { tokenId, card, objection } of gates) {
        if (objection !== undefined || card?.digest === undefined) continue;
        const known = before.get(tokenId);
        rows.set(tokenId, known?.digest === card.digest ? known : { digest: card.digest, seen: false });
      }
    },
    visible: (shown) => {
      const now = ports.clock.monotonic();
      const onScreen = new Map(shown.map(({ tokenId, digest }) => [tokenId, digest]));
      for (const [tokenId, row] of rows)
        rows.set(tokenId, {
          digest: row.digest,
          seen: isSeen(row),
          since: onScreen.get(tokenId) === row.digest ? (row.since ?? now) : undefined,
        });
    },
    seenDigest: (tokenId) => {
      const row = rows.get(tokenId);
      return row !== undefined && isSeen(row) ? row.digest : undefined;
    },
    closed: () => rows.clear(),
  };
}
