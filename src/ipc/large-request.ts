import { z } from "zod";
import { Digest } from "#core/digest.ts";
import { TokenId } from "#core/identifiers.ts";

// A large request never crosses to the window in one piece: a call of 10 MB would hold up both sides.

const nothing = z.strictObject({});
const ofGate = { tokenId: TokenId, digest: Digest };

/** Why a large request cannot be shown. */
export const PayloadProblem = z.enum([
  "too-large",
  "missing",
  "unanswered",
  "failed",
  "refused",
  "wrong-page",
  "wrong-digest",
  "unreadable",
  "contradicts",
]);

const Row = z.strictObject({
  path: z.string().max(8_000),
  label: z.string().max(400),
  depth: z.int(),
  input: z.enum(["text", "account"]).nullable(),
  value: z.union([z.null(), z.boolean(), z.number(), z.string().max(200)]),
  length: z.int().optional(),
});

/** What the window asks about the open card's large request, once it is proved. */
export const largeRequestMethods = {
  /** Rows of its parameters from that place on. */
  "card.parameters": {
    input: z.strictObject({ ...ofGate, offset: z.int().min(0) }),
    output: z.strictObject({ total: z.int(), rows: z.array(Row).max(100) }),
  },
  /** A piece of one text among its parameters, or (at "") of the whole request as canonical JSON. */
  "card.text": {
    input: z.strictObject({ ...ofGate, path: z.string().max(8_000), offset: z.int().min(0) }),
    output: z.strictObject({ text: z.string().max(65_536), length: z.int() }),
  },
  /** Tries once more to read it, after a problem. */
  "card.readAgain": { input: nothing, output: nothing },
};
