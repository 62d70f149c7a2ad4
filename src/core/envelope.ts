import { z } from "zod";
import { Digest } from "#core/digest.ts";
import { Instant, KeyId, TokenId } from "#core/identifiers.ts";
import { exactJson, type JsonObject } from "#core/json.ts";
import { Pointer } from "#core/pointer.ts";

/** The metadata key and the tag that mark what is ours. */
export const COUNTERSIGN = "countersign";
/** A request above this many UTF-8 bytes of canonical JSON travels through the database instead. */
export const MAX_REQUEST_BYTES = 16 * 1024;

export const Urgency = z.enum(["low", "normal", "high", "critical"]);
export type Urgency = z.infer<typeof Urgency>;

export const Verdict = z.enum(["approve", "reject", "respond"]);
export type Verdict = z.infer<typeof Verdict>;

const GateName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/u, "is no gate name like payout");
const Kind = z
  .string()
  .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/u, "is no dotted kind like payout.create")
  .max(64);
const Text = z.string().max(2_000);
const ShortText = z.string().min(1).max(300);

const ExactObject = z.record(z.string(), z.unknown()).transform((value, context): JsonObject => {
  try {
    return exactJson(value) as JsonObject;
  } catch (error) {
    context.addIssue({ code: "custom", message: error instanceof Error ? error.message : "is not exact JSON" });
    return z.NEVER;
  }
});

/** Where in `parameters` the money is, so that card and task cannot disagree about it. */
export const MoneyPointers = z.strictObject({
  amount: Pointer,
  currency: Pointer,
  payee: Pointer.optional(),
  account: Pointer.optional(),
});
export type MoneyPointers = z.infer<typeof MoneyPointers>;

/** What the agent asks to be allowed to do: the text the operator reads and the digest covers. */
export const GateRequest = z.strictObject({
  gate: GateName,
  round: z.int().min(1).max(9),
  kind: Kind,
  title: ShortText,
  summary: Text.optional(),
  urgency: Urgency,
  requestedBy: ShortText,
  model: ShortText.optional(),
  parameters: ExactObject,
  parametersSchema: ExactObject,
  editable: z.array(Pointer).max(50),
  verdicts: z.array(Verdict).min(2).max(3),
  money: MoneyPointers.optional(),
  effect: Text,
  rollback: Text,
  decideBy: Instant.optional(),
  approvals: z.strictObject({
    needed: z.int().min(1).max(5),
    step: z.int().min(1).max(5),
    previous: z
      .array(z.strictObject({ tokenId: TokenId, person: ShortText, keyId: KeyId, decisionId: z.uuid() }))
      .max(4),
  }),
  conversation: z.array(z.strictObject({ operator: ShortText, comment: Text, at: Instant })).max(5),
  payload: z
    .strictObject({ ref: ShortText, bytes: z.int().min(1), digest: Digest, mediaType: z.literal("application/json") })
    .optional(),
});
export type GateRequest = z.infer<typeof GateRequest>;

/** A live gate's envelope: the request, its digest and the operators that the task will believe. */
export const Envelope = z.strictObject({ digest: Digest, accepts: z.array(KeyId).max(100), request: GateRequest });
export type Envelope = z.infer<typeof Envelope>;

/** A settled gate shrinks to its digest. */
export const SettledEnvelope = z.strictObject({ digest: Digest });

/** What the run's metadata holds under `countersign`; each gate is judged apart, so one bad one holds up no other. */
export const EnvelopeSet = z.strictObject({ version: z.literal(1), gates: z.record(TokenId, z.unknown()) });
export type EnvelopeSet = z.infer<typeof EnvelopeSet>;
