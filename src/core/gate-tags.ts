import { z } from "zod";
import { effectiveDeadline } from "#core/deadline.ts";
import { Currency, Decimal } from "#core/decimal.ts";
import { COUNTERSIGN, type GateRequest, Urgency } from "#core/envelope.ts";
import { Instant, RunId } from "#core/identifiers.ts";
import { valueAt } from "#core/pointer.ts";

/** The vendor's limits on a waitpoint token's tags. */
export const MAX_TAGS = 10;
export const MAX_TAG_LENGTH = 128;

const Money = z.object({ currency: Currency, amount: Decimal });

/** What a row can be painted and sorted from. Hints: the request is the truth. */
export interface GateTags {
  readonly runId?: RunId;
  readonly gate?: string;
  readonly kind?: string;
  readonly urgency?: Urgency;
  readonly decideBy?: Instant;
  readonly money?: { readonly currency: Currency; readonly amount: Decimal };
  readonly title?: string;
  readonly approvals?: { readonly step: number; readonly needed: number };
}

/** True where the token is one of ours: the list's filter is OR-only and splits on commas. */
export function isGateToken(tags: readonly string[]): boolean {
  return tags.includes(COUNTERSIGN);
}

/** The tags of a request, in the order of contract.md §1; `minimal` leaves title and amount out. */
export function formatGateTags(request: GateRequest, runId: RunId, privacy: "full" | "minimal" = "full"): string[] {
  const tags = [
    COUNTERSIGN,
    `run:${runId}`,
    `gate:${request.gate}`,
    `kind:${request.kind}`,
    `urgency:${request.urgency}`,
  ];
  if (request.decideBy !== undefined) tags.push(`decide-by:${request.decideBy}`);
  const money = requestMoney(request);
  if (money !== undefined && privacy === "full") tags.push(`amount:${money.currency}:${money.amount}`);
  if (privacy === "full") tags.push(fittingTag("title:", request.title));
  tags.push(`approvals:${request.approvals.step}of${request.approvals.needed}`);
  return tags.map((tag) => (tag.startsWith("title:") ? tag : escapeTag(tag)));
}

/** The amount and currency that the request's `money` points at, where both are exact. */
export function requestMoney(request: GateRequest): { currency: Currency; amount: Decimal } | undefined {
  if (request.money === undefined) return undefined;
  const amount = Decimal.safeParse(valueAt(request.parameters, request.money.amount));
  const currency = Currency.safeParse(valueAt(request.parameters, request.money.currency));
  return amount.success && currency.success ? { amount: amount.data, currency: currency.data } : undefined;
}

/** Reads what is readable: a tag that does not parse, or is longer than the vendor takes, is as good as absent. */
export function parseGateTags(tags: readonly string[]): GateTags {
  const values = new Map<string, string>();
  for (const tag of tags) {
    const colon = tag.indexOf(":");
    if (colon > 0 && tag.length <= MAX_TAG_LENGTH) values.set(tag.slice(0, colon), unescapeTag(tag.slice(colon + 1)));
  }
  return dropUndefined({
    runId: parsed(RunId, values.get("run")),
    gate: values.get("gate"),
    kind: values.get("kind"),
    urgency: parsed(Urgency, values.get("urgency")),
    decideBy: parsed(Instant, values.get("decide-by")),
    money: parseMoney(values.get("amount")),
    title: values.get("title"),
    approvals: parseApprovals(values.get("approvals")),
  });
}

/** When a waiting gate's time is over by what its token says, in milliseconds; undefined where it says nothing. */
export function taggedDeadline(token: {
  readonly tags: readonly string[];
  readonly timeoutAt?: number | undefined;
}): number | undefined {
  return effectiveDeadline(parseGateTags(token.tags).decideBy, token.timeoutAt);
}

/** The tags that contradict the request, by name; empty where all agree. */
export function disagreeingTags(tags: readonly string[], request: GateRequest, runId: RunId): string[] {
  const said = parseGateTags(tags);
  const meant = parseGateTags(formatGateTags(request, runId));
  const names = ["runId", "gate", "kind", "urgency", "decideBy", "money", "title", "approvals"] as const;
  return names.filter((name) => said[name] !== undefined && JSON.stringify(said[name]) !== JSON.stringify(meant[name]));
}

function escapeTag(text: string): string {
  return text.replaceAll("%", "%25").replaceAll(",", "%2C");
}

function unescapeTag(text: string): string {
  return text.replaceAll("%2C", ",").replaceAll("%25", "%");
}

// Made once: a segmenter costs more than all it will ever cut here.
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

// Cut at a grapheme, so that no accent or emoji is halved; the escaped form is what has to fit.
function fittingTag(prefix: string, text: string): string {
  let tag = prefix;
  for (const { segment } of graphemes.segment(text)) {
    const longer = tag + escapeTag(segment);
    if (longer.length > MAX_TAG_LENGTH) break;
    tag = longer;
  }
  return tag;
}

function parseMoney(text: string | undefined): GateTags["money"] {
  const [currency, amount] = text?.split(":") ?? [];
  const parts = Money.safeParse({ currency, amount });
  return parts.success ? parts.data : undefined;
}

function parseApprovals(text: string | undefined): GateTags["approvals"] {
  const match = /^([1-5])of([1-5])$/u.exec(text ?? "");
  return match === null ? undefined : { step: Number(match[1]), needed: Number(match[2]) };
}

function parsed<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  const result = schema.safeParse(text);
  return result.success ? result.data : undefined;
}

function dropUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
