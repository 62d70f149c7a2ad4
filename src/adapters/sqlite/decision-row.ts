import { z } from "zod";
import { Digest } from "#core/digest.ts";
import { Verdict } from "#core/envelope.ts";
import { RunId, TokenId } from "#core/identifiers.ts";
import { OutboxState, type OutboxEntry } from "#core/outbox.ts";
import { jsonOrUndefined } from "./json-text.ts";

/** The columns of an outbox entry, in the order of the table. */
export const columns = [
  "decision_id",
  "environment_id",
  "token_id",
  "run_id",
  "title",
  "verdict",
  "request_digest",
  "decision_json",
  "deadline",
  "recorded_at",
  "attempts",
  "state",
  "status",
] as const;

const DecisionRow = z.strictObject({
  decision_id: z.string(),
  environment_id: z.string(),
  token_id: TokenId,
  run_id: RunId,
  // As JSON: a server's text may hold a NUL, where one engine ends it, or half a character, which no column keeps.
  title: z.string().transform(jsonOrUndefined).pipe(z.string()),
  verdict: Verdict,
  request_digest: Digest,
  decision_json: z.string(),
  deadline: z.number().nullable(),
  recorded_at: z.number(),
  attempts: z.int().min(0),
  state: z.string(),
  status: z.string(),
});
const Identified = z.object({ decision_id: z.string() });

/** A row as far as it can be read: whole, with its state lost and parked instead, or not at all. */
export type ParsedDecisionRow =
  | { readonly kind: "readable"; readonly entry: OutboxEntry }
  | { readonly kind: "state-lost"; readonly entry: OutboxEntry; readonly problem: string }
  | { readonly kind: "unreadable"; readonly decisionId: string; readonly problem: string };

export function toRow(entry: OutboxEntry): Record<(typeof columns)[number], string | number | null> {
  return {
    decision_id: entry.decisionId,
    environment_id: entry.environmentId,
    token_id: entry.tokenId,
    run_id: entry.runId,
    title: JSON.stringify(entry.title),
    verdict: entry.verdict,
    request_digest: entry.requestDigest,
    decision_json: entry.decisionJson,
    deadline: entry.deadline ?? null,
    recorded_at: entry.recordedAt,
    attempts: entry.attempts,
    state: entry.status.state,
    status: JSON.stringify(entry.status),
  };
}

/** `now`, in milliseconds since 1970, is when an entry whose state is lost counts as parked. */
export function parseDecisionRow(row: unknown, now: number): ParsedDecisionRow {
  const parsed = DecisionRow.safeParse(row);
  if (!parsed.success)
    return {
      kind: "unreadable",
      decisionId: Identified.parse(row).decision_id,
      problem: z.prettifyError(parsed.error),
    };
  const status = parseStatus(parsed.data);
  if (status.success) return { kind: "readable", entry: toEntry(parsed.data, status.data) };
  const detail = "Its state on disk could not be read. Look again to see what became of it.";
  return {
    kind: "state-lost",
    entry: toEntry(parsed.data, {
      state: "parked",
      reason: "unreadable",
      detail,
      parkedAt: now,
      // What was sent before may have landed, whatever its state said.
      ...(parsed.data.attempts > 0 && { mayHaveLanded: true }),
    }),
    problem: z.prettifyError(status.error),
  };
}

/** The state column exists for the indexes; where the two disagree, neither can be believed. */
function parseStatus(row: z.infer<typeof DecisionRow>): z.ZodSafeParseResult<OutboxState> {
  return OutboxState.refine((status) => status.state === row.state, "contradicts its state column").safeParse(
    jsonOrUndefined(row.status),
  );
}

function toEntry(row: z.infer<typeof DecisionRow>, status: OutboxState): OutboxEntry {
  return {
    decisionId: row.decision_id,
    environmentId: row.environment_id,
    tokenId: row.token_id,
    runId: row.run_id,
    title: row.title,
    verdict: row.verdict,
    requestDigest: row.request_digest,
    decisionJson: row.decision_json,
    ...(row.deadline === null ? {} : { deadline: row.deadline }),
    recordedAt: row.recorded_at,
    attempts: row.attempts,
    status,
  };
}
