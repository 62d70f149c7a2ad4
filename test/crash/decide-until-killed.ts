import type { Page } from "@playwright/test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Digest } from "#core/digest.ts";
import type { TokenId } from "#core/identifiers.ts";
import { askConsole, tellConsole } from "./ask-console.ts";
import type { KillableConsole } from "./killable-console.ts";
import type { Promised } from "./promises.ts";

/** The card has to be on the screen this long before main takes a decision on it. */
const READING_MS = 520;
const PATIENCE_MS = 30_000;
const LOOK_MS = 50;
/** The longest that main lives on after it was asked to record the last decision: long enough to see it delivered. */
const LONGEST_MS = 250;

/** What one life of the console came to: decisions it acknowledged, and gates that turned out to be decided or settled. */
export interface Life {
  readonly promised: readonly Promised[];
  readonly done: readonly TokenId[];
}

/**
 * Decides on these gates one after the other and kills main with SIGKILL at a random instant after it was asked to
 * record one of them.
 */
export async function decideUntilKilled(
  console: KillableConsole,
  gates: readonly TokenId[],
  random: () => number,
): Promise<Life> {
  const { page } = console;
  const promised: Promised[] = [];
  const done: TokenId[] = [];
  const last = Math.floor(random() * gates.length);
  // Most of what can go wrong goes wrong in the first milliseconds.
  const afterMs = random() ** 2 * LONGEST_MS;
  for (const [index, tokenId] of gates.slice(0, last + 1).entries()) {
    const digest = await showCard(page, tokenId);
    const asked = digest === undefined ? undefined : record(page, tokenId, digest);
    if (index === last) {
      await sleep(afterMs);
      await console.kill9();
    }
    const answer = await asked;
    if (answer?.kind === "refused") throw new Error(`The decision was refused: ${answer.why}`);
    if (answer?.kind === "recorded") promised.push({ decisionId: answer.decisionId, attempts: 0 });
    if (answer?.kind !== "unheard") done.push(tokenId);
  }
  return { promised, done };
}

/** Puts the card on the screen until it may be decided; undefined where an earlier life has decided it already. */
async function showCard(page: Page, tokenId: TokenId): Promise<Digest | undefined> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(LOOK_MS)) {
    const answer = await askConsole(page, "card.open", { tokenId });
    if (!answer.ok) continue;
    const { condition, digest, decision } = answer.value;
    if (decision !== undefined || condition.kind === "settled") return undefined;
    if (condition.kind !== "ready" || digest === undefined) continue;
    await tellConsole(page, "card.painted", { tokenId, digest });
    await sleep(READING_MS);
    return digest;
  }
  throw new Error(`The gate ${tokenId} could not be decided within ${PATIENCE_MS} ms.`);
}

type RecordAnswer =
  | { readonly kind: "recorded"; readonly decisionId: string }
  | { readonly kind: "refused"; readonly why: string }
  /** Main ended before it could answer. */
  | { readonly kind: "unheard" };

async function record(page: Page, tokenId: TokenId, digest: Digest): Promise<RecordAnswer> {
  const intention = { tokenId, digest, verdict: "approve" as const, edits: [], comment: "" };
  const answer = await askConsole(page, "decisions.record", intention).catch(() => undefined);
  if (answer === undefined) return { kind: "unheard" };
  if (!answer.ok) return { kind: "refused", why: `${answer.error.code}: ${answer.error.message}` };
  return { kind: "recorded", decisionId: answer.value.decisionId };
}
