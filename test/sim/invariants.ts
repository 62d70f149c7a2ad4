import type { Outbox } from "#app/ports.ts";
import type { Decision } from "#core/decision.ts";
import type { TokenId } from "#core/identifiers.ts";
import type { OutboxEntry, OutboxStateName } from "#core/outbox.ts";
import type { World } from "./world.ts";

/** Reading the request again counts as "just before sending" for this long, awake: two calls of ten seconds, and some. */
const FRESH_MS = 25_000;

/** What a slow line leaves unknown of the server's clock, and the guard on top; nobody may give up earlier. */
const MOST_CAUTION_MS = 12_000;

// The contract's own table, written down a second time: what the console believes is not asked.
const LEGAL: Readonly<Record<OutboxStateName, readonly OutboxStateName[]>> = {
  held: ["withdrawn", "queued", "parked"],
  queued: ["queued", "sending", "delivered", "superseded", "expired", "parked"],
  sending: ["queued", "confirming", "delivered", "superseded", "expired", "parked"],
  confirming: ["queued", "delivered", "superseded", "expired"],
  parked: ["queued", "withdrawn", "delivered", "superseded", "expired"],
  withdrawn: [],
  delivered: [],
  superseded: [],
  expired: [],
};

/** Called with the bytes in hand, before any of them leaves. */
export function checkSend(
  world: World,
  machine: string,
  outbox: Outbox,
  awake: number,
  tokenId: TokenId,
  decisionJson: string,
): void {
  const { witness } = world;
  const decision = JSON.parse(decisionJson) as Decision;
  const { decisionId } = decision;
  const earlier = witness.sent.get(decisionId) ?? [];
  witness.sent.set(decisionId, [...earlier, decisionJson]);
  witness.sends += 1;
  witness.note(`${machine} sends ${decisionId} for ${tokenId}`);

  const entry = outbox.find(decisionId);
  if (entry?.status.state !== "sending" || entry.attempts <= earlier.length)
    witness.violate("I8", `${decisionId} leaves ${machine} while its disk says ${entry?.status.state ?? "nothing"}`);
  if (earlier.some((bytes) => bytes !== decisionJson)) witness.violate("I7", `${decisionId} is sent with other bytes`);
  if (entry !== undefined && entry.tokenId !== tokenId) witness.violate("I9", `${decisionId} is sent for ${tokenId}`);
  const current = outbox.forToken(tokenId);
  if (current !== undefined && current.decisionId !== decisionId)
    witness.violate("I7", `${decisionId} is sent while ${current.decisionId} stands for ${tokenId}`);

  const deadline = world.deadlines.get(tokenId);
  if (deadline !== undefined && world.time.now() > deadline)
    witness.violate("I6", `${decisionId} is sent ${world.time.now() - deadline} ms after the deadline`);
  if (witness.heldAtDeath.has(decisionId))
    witness.violate("held", `${decisionId} was held when its process died and is sent without its card`);

  const told = witness.told.get(`${machine} ${tokenId}`);
  if (told?.digest !== decision.requestDigest)
    witness.violate("I9", `${decisionId} is sent for ${decision.requestDigest}, last told ${told?.digest}`);
  else if (awake - told.at > FRESH_MS)
    witness.violate("I9", `${decisionId} is sent on a request read ${awake - told.at} ms ago`);
}

/** Called with every state that reached a disk. */
export function checkMove(world: World, machine: string, before: OutboxEntry | undefined, moved: OutboxEntry): void {
  const { witness } = world;
  const { state } = moved.status;
  const reason = "reason" in moved.status ? ` (${moved.status.reason})` : "";
  witness.note(`${machine} ${moved.decisionId} ${before?.status.state ?? "nothing"} -> ${state}${reason}`);
  if (before !== undefined && !LEGAL[before.status.state].includes(state))
    witness.violate("states", `${moved.decisionId} goes from ${before.status.state} to ${state}`);
  checkTruth(world, moved);
  const left = (world.deadlines.get(moved.tokenId) ?? Number.POSITIVE_INFINITY) - world.time.now();
  if (moved.status.state === "expired" && moved.status.cause === "never-sent" && left > MOST_CAUTION_MS)
    witness.violate("I5", `${moved.decisionId} is given up ${left} ms before its deadline`);
}

/** Whether what an entry claims is what the server holds. */
export function checkTruth(world: World, entry: OutboxEntry): void {
  const { witness } = world;
  const token = world.server.token(entry.tokenId);
  const ours = isOurs(token?.output, entry);
  switch (entry.status.state) {
    case "delivered": {
      if (token?.status !== "COMPLETED" || !ours)
        witness.violate("I3", `${entry.decisionId} is called delivered, the server has ${token?.status}`);
      const deadline = world.deadlines.get(entry.tokenId) ?? Number.POSITIVE_INFINITY;
      if (token?.completedAt !== undefined && entry.status.late !== token.completedAt > deadline)
        witness.violate("I3", `${entry.decisionId} is called ${entry.status.late ? "late" : "in time"} and was not`);
      break;
    }
    case "superseded":
      if (token?.status !== "COMPLETED" || ours)
        witness.violate("I4", `${entry.decisionId} is called superseded, the server has ${token?.status}`);
      else if (idOf(token.output) !== entry.status.winner.decisionId)
        witness.violate("I4", `${entry.decisionId} is called superseded by ${entry.status.winner.decisionId}`);
      break;
    case "expired":
      if (entry.status.cause === "never-sent" ? witness.sent.has(entry.decisionId) : token?.status !== "TIMED_OUT")
        witness.violate("I5", `${entry.decisionId} is called expired, ${entry.status.cause}`);
      break;
    case "withdrawn":
      if (ours) witness.violate("withdrawn", `${entry.decisionId} was withdrawn and stands on the server`);
      if (witness.mayHaveLanded.has(entry.decisionId))
        witness.violate("withdrawn", `${entry.decisionId} was withdrawn though it may have landed`);
      break;
    case "held":
    case "queued":
    case "sending":
    case "confirming":
    case "parked":
      break;
  }
}

export function isOurs(output: unknown, entry: OutboxEntry): boolean {
  return idOf(output) === entry.decisionId;
}

function idOf(output: unknown): string | undefined {
  const id = (output as { decisionId?: unknown } | undefined)?.decisionId;
  return typeof id === "string" ? id : undefined;
}
