import { z } from "zod";
import { Currency, Decimal } from "#core/decimal.ts";
import { Digest } from "#core/digest.ts";
import { errorCodes } from "#core/error.ts";
import { TokenId } from "#core/identifiers.ts";
import { OutboxState } from "#core/outbox.ts";

/** Gates that can be selected at a time: their ids fit into what one request may hold. */
export const MOST_SELECTED = 1_000;
/** Rows that fit on a screen, with room to spare. */
const MOST_VISIBLE = 200;

const nothing = z.strictObject({});
const text = z.string().max(400);
const BulkVerdict = z.enum(["approve", "reject"]);
const tokenIds = z.array(TokenId).max(MOST_SELECTED);

/** Why a gate takes no part in a bulk decision; most are conditions of its card. */
const BulkObjection = z.enum([
  "loading",
  "without-request",
  "without-run",
  "run-unknown",
  "unreadable",
  "tampered",
  "amount-unverifiable",
  "tags-disagree",
  "not-listed",
  "orphaned",
  "payload-unverified",
  "payload-loading",
  "payload-failed",
  "settled",
  "expired",
  "unknown",
  "decided",
  "above-limit",
  "flagged",
  "alike",
  "verdict-not-offered",
]);

/** One gate of the review list, from its envelope as judged by main. */
const BulkGate = z.strictObject({
  tokenId: TokenId,
  environmentId: z.string().max(100),
  title: text,
  payee: text.optional(),
  account: text.optional(),
  money: z.strictObject({ currency: Currency, amount: Decimal }).optional(),
  deadline: z.number().optional(),
  digest: Digest.optional(),
  objection: BulkObjection.optional(),
});
export type BulkGate = z.infer<typeof BulkGate>;

const BulkRefusal = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("objection"), objection: BulkObjection }),
  z.strictObject({ kind: z.literal("failed"), code: z.enum(errorCodes), message: z.string().max(2_000) }),
]);

/** One decision of the batch and where it stands. */
const BulkOutcome = z.strictObject({ decisionId: z.string(), tokenId: TokenId, title: text, status: OutboxState });

/** Many gates decided at once. Main decides only what it has judged itself and the window had on the screen. */
export const bulkMethods = {
  /** The review list; from here on it is the one that `bulk.visible` and `bulk.decide` are about. */
  "bulk.review": {
    input: z.strictObject({ verdict: BulkVerdict, tokenIds }),
    output: z.strictObject({ gates: z.array(BulkGate).max(MOST_SELECTED) }),
  },
  /** The rows that are on the screen now, and no others. */
  "bulk.visible": {
    input: z.strictObject({ shown: z.array(z.strictObject({ tokenId: TokenId, digest: Digest })).max(MOST_VISIBLE) }),
    output: nothing,
  },
  "bulk.close": { input: nothing, output: nothing },
  "bulk.decide": {
    input: z.strictObject({ verdict: BulkVerdict, tokenIds, comment: z.string().max(2_000) }),
    output: z.strictObject({
      recorded: z.int(),
      notShown: z.int(),
      refused: z.array(z.strictObject({ tokenId: TokenId, title: text, why: BulkRefusal })).max(MOST_SELECTED),
    }),
  },
  /** The newest batch, a page of it and a count of every state. */
  "bulk.outcomes": {
    input: z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(200) }),
    output: z.strictObject({
      total: z.int(),
      offset: z.int(),
      counts: z.partialRecord(z.enum(OutboxState.options.map(({ shape }) => shape.state.value)), z.int()),
      outcomes: z.array(BulkOutcome).max(200),
    }),
  },
  /** Takes back what of the newest batch is still held. */
  "bulk.undo": { input: nothing, output: z.strictObject({ undone: z.int(), tooLate: z.int() }) },
};
