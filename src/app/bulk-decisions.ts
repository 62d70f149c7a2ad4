import type { BulkBatch } from "#app/bulk-batch.ts";
import {
  type BulkObjection,
  type BulkReview,
  type BulkVerdict,
  keepLikeApart,
  type ReviewedGate,
} from "#app/bulk-review.ts";
import type { Card } from "#app/card.ts";
import { messageOf } from "#app/link-failure.ts";
import type { Outbox, Timer } from "#app/ports.ts";
import type { Intention } from "#app/record-decision.ts";
import { ConsoleError, type ErrorCode, errorCodeOf } from "#core/error.ts";
import type { TokenId } from "#core/identifiers.ts";
import type { OutboxEntry } from "#core/outbox.ts";

/** Written in one wait for the disk; few enough that the window is answered in between. */
const DECISIONS_A_TRANSACTION = 25;

/** What came of one bulk decision at once; what becomes of each recorded one, its batch tells. */
interface BulkAnswer {
  readonly recorded: number;
  /** Not on the screen for long enough: still waiting. */
  readonly notShown: number;
  /** Not recorded for a reason of their own: still as they were. */
  readonly refused: readonly { readonly tokenId: TokenId; readonly title: string; readonly why: BulkRefusal }[];
}

type BulkRefusal =
  | { readonly kind: "objection"; readonly objection: BulkObjection }
  | { readonly kind: "failed"; readonly code: ErrorCode; readonly message: string };

export interface BulkPorts {
  readonly timer: Timer;
  readonly outbox: Outbox;
  readonly review: BulkReview;
  readonly batch: BulkBatch;
  /** Records one decision, on disk when the transaction around it is. @throws ConsoleError in words where it is refused. */
  readonly record: (intention: Intention) => { readonly entry: OutboxEntry; readonly card: Card };
  /** Its transaction is on disk: the rest of the console may know. */
  readonly recorded: (entry: OutboxEntry, card: Card) => void;
  /** Takes a held decision back. @throws ConsoleError where it has moved on. */
  readonly withdraw: (entry: OutboxEntry) => OutboxEntry;
  readonly withdrawn: (entry: OutboxEntry) => void;
}

/** Many gates decided at once: each its own signed decision, each with its own end. */
export interface BulkDecisions {
  /** Judges a list and notes that the window was given it. */
  review(verdict: BulkVerdict, tokenIds: readonly TokenId[]): Promise<ReviewedGate[]>;
  /**
   * Decides those of the named gates whose request was on the screen and still stands; the others stay waiting.
   *
   * @throws ConsoleError `decision/invalid` for a rejection without a reason.
   */
  decide(verdict: BulkVerdict, tokenIds: readonly TokenId[], comment: string): Promise<BulkAnswer>;
  /** Takes back what of the newest batch is still held; `tooLate` is how many have left already. */
  undo(): { readonly undone: number; readonly tooLate: number };
}

export function createBulkDecisions(ports: BulkPorts): BulkDecisions {
  const { outbox, review, batch } = ports;
  let asked = 0;
  let deciding = false;

  /** Lets what else waits for this process have its turn. */
  function turn(): Promise<void> {
    return new Promise((resolve) => {
      ports.timer.after(0, () => resolve());
    });
  }

  type Recorded = ReturnType<BulkPorts["record"]>;
  type Tried = { readonly tokenId: TokenId } & (Recorded | { readonly error: unknown });

  function tryRecord(intention: Intention): Tried {
    try {
      return { tokenId: intention.tokenId, ...ports.record(intention) };
    } catch (error) {
      return { tokenId: intention.tokenId, error };
    }
  }

  /** All in one transaction; where one of them fails on the disk, each in its own, so that each has its own answer. */
  function recordTogether(intentions: readonly Intention[]): Tried[] {
    try {
      return outbox.together(() =>
        intentions.map((intention) => {
          const tried = tryRecord(intention);
          // Half a transaction may be written by now: only an objection from before the disk may pass.
          if ("error" in tried && !isObjection(tried.error)) throw tried.error;
          return tried;
        }),
      );
    } catch {
      return intentions.map(tryRecord);
    }
  }

  async function decideShown(verdict: BulkVerdict, tokenIds: readonly TokenId[], comment: string): Promise<BulkAnswer> {
    const shown = tokenIds.flatMap((tokenId) => {
      const digest = review.seenDigest(tokenId);
      return digest === undefined ? [] : [{ tokenId, digest, verdict, comment, edits: [] }];
    });
    // All are judged before the first is recorded: what one of them adds to the history must not speak against another.
    const judged: ReviewedGate[] = [];
    for (const chunk of inChunks(shown)) {
      judged.push(...chunk.map((intention) => review.judge(intention.tokenId, verdict)));
      await turn();
    }
    const titles = new Map(judged.map(({ tokenId, card }) => [tokenId, titleOf(card)]));
    const refused: BulkAnswer["refused"][number][] = [];
    const refuse = (tokenId: TokenId, why: BulkRefusal): void => {
      refused.push({ tokenId, title: titles.get(tokenId) ?? "", why });
    };
    const open = new Set(judged.flatMap(({ tokenId, objection }) => (objection === undefined ? [tokenId] : [])));
    for (const { tokenId, objection } of judged)
      if (objection !== undefined) refuse(tokenId, { kind: "objection", objection });
    batch.begin();
    for (const chunk of inChunks(shown.filter(({ tokenId }) => open.has(tokenId)))) {
      for (const tried of recordTogether(chunk))
        if ("entry" in tried) {
          batch.add([tried.entry]);
          ports.recorded(tried.entry, tried.card);
        } else
          refuse(tried.tokenId, { kind: "failed", code: errorCodeOf(tried.error), message: messageOf(tried.error) });
      await turn();
    }
    return { recorded: batch.entries().length, notShown: tokenIds.length - shown.length, refused };
  }

  return {
    review: async (verdict, tokenIds) => {
      const question = ++asked;
      const judged: ReviewedGate[] = [];
      for (const chunk of inChunks(tokenIds)) {
        judged.push(...chunk.map((tokenId) => review.judge(tokenId, verdict)));
        await turn();
      }
      const gates = verdict === "approve" ? keepLikeApart(judged) : judged;
      // A later question was asked meanwhile: its list is the one on the screen.
      if (question === asked) review.handedOver(gates);
      return gates;
    },
    decide: async (verdict, tokenIds, comment) => {
      if (verdict === "reject" && comment.trim() === "")
        throw new ConsoleError("decision/invalid", "A rejection needs a reason, which all of these gates get.");
      if (deciding)
        throw new ConsoleError("decision/not-possible", "The decision before this one is still being written.");
      deciding = true;
      try {
        return await decideShown(verdict, [...new Set(tokenIds)], comment);
      } finally {
        deciding = false;
      }
    },
    undo: () => {
      const held = batch.held();
      const all = batch.entries().length;
      const undone = outbox.together(() => held.map((entry) => ports.withdraw(entry)));
      for (const entry of undone) ports.withdrawn(entry);
      return { undone: undone.length, tooLate: all - undone.length };
    },
  };
}

// Said before anything was written: by the rules for a decision, or by the one decision that a gate may have.
function isObjection(error: unknown): boolean {
  return error instanceof ConsoleError && /^(?:gate|decision)\//u.test(error.code);
}

function titleOf(card: Card | undefined): string {
  return card?.request?.title ?? card?.booked.tags.title ?? "";
}

function inChunks<T>(all: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < all.length; from += DECISIONS_A_TRANSACTION)
    chunks.push(all.slice(from, from + DECISIONS_A_TRANSACTION));
  return chunks;
}
