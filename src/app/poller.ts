import type { Environment } from "#app/environment.ts";
import type { GateBook } from "#app/gate-book.ts";
import { linkFailureOf, noteFailure } from "#app/link-failure.ts";
import type { Clock, GateStore, Random, StoredGate, Token } from "#app/ports.ts";
import { errorCodeOf } from "#core/error.ts";
import { isGateToken, parseGateTags } from "#core/gate-tags.ts";
import type { RunId, TokenId } from "#core/identifiers.ts";

/** New gates' runs asked for one by one in a tick; beyond that a page of a hundred is cheaper. */
const SINGLE_RUNS = 3;
/** A list answered from a replica may not know a token yet that another already showed; milliseconds. */
const REPLICA_GRACE_MS = 10_000;

export interface PollerPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: GateStore;
  readonly book: GateBook;
  /** The card on the screen, if it belongs to this environment. */
  readonly openGate: () => StoredGate | undefined;
  /** Gates seen for the first time. */
  readonly onNew: (gates: readonly StoredGate[]) => void;
  /** Gates whose row or card differs from before. */
  readonly onChange: (tokenIds: readonly TokenId[]) => void;
  /** Gates that somebody or the clock settled. */
  readonly onSettled: (tokenIds: readonly TokenId[]) => void;
  /** The first good answer after none, or after a failure. */
  readonly onReachable: () => void;
}

/**
 * Keeps one environment's snapshot true with at most two lists and one look a tick, however many gates wait:
 * the newest page, then in turn one page of the rolling sweep (or of envelopes that are missing) and one look at the open card,
 * in turn at its token where that is not among the newest.
 */
export interface Poller {
  /** One tick; never throws. Calls while one is under way join it. */
  tick(): Promise<void>;
  /** True until every waiting gate was seen once in this boot: ticks may follow each other at once. */
  isCatchingUp(): boolean;
}

export function createPoller(ports: PollerPorts, environment: Environment): Poller {
  const { gateway } = environment;
  const firstSeen = new Map<TokenId, number>();
  const runLooks = new Map<TokenId, { readonly looks: number; readonly dueAt: number }>();
  let sweep: { cursor: string | undefined; readonly seen: Set<TokenId>; readonly startedAt: number } | undefined;
  let runsCursor: string | undefined;
  let ticks = 0;
  let sweptOnce = false;
  let toldPast: TokenId | undefined;
  let newest: ReadonlySet<TokenId> = new Set();
  let underWay: Promise<void> | undefined;

  async function tick(): Promise<void> {
    if (!environment.link.isOpen(ports.clock.monotonic())) return;
    const wasOnline = environment.link.state().state === "online";
    try {
      ticks += 1;
      tellOfDeadline();
      await lookAtNewest();
      if (!wasOnline) ports.onReachable();
      await fetchEnvelopes();
      if (!sweptOnce || ticks % 2 === 1) await sweepOn();
      else await lookAtOpenCard();
    } catch (error) {
      noteFailure(ports, environment, error);
    }
  }

  // Nothing on the server changes at a deadline that is sooner than the token's own.
  function tellOfDeadline(): void {
    const open = ports.openGate();
    if (open === undefined || open.tokenId === toldPast) return;
    if (environment.time.isPast(ports.book.find(open.tokenId)?.deadline) !== true) return;
    toldPast = open.tokenId;
    ports.onChange([open.tokenId]);
  }

  async function lookAtNewest(): Promise<void> {
    const askedAt = ports.clock.monotonic();
    const page = await gateway.listWaiting().catch(noteSilence);
    environment.link.succeeded();
    absorb(page.tokens);
    newest = new Set(page.tokens.map(({ tokenId }) => tokenId));
    if (page.next === undefined) {
      settleMissing(newest, askedAt);
      sweptOnce = true;
    }
    ports.store.saveSnapshotTime(environment.id, environment.time.read()?.now ?? ports.clock.now());
  }

  // A call that broke half-way says nothing of the environment by itself; the newest page failing so does: the screen must
  // not go on saying that it answers. The link stays open, since the next call may get through.
  function noteSilence(error: unknown): never {
    if (errorCodeOf(error) === "gateway/uncertain")
      environment.link.failed(linkFailureOf(error), ports.clock.monotonic());
    throw error;
  }

  async function sweepOn(): Promise<void> {
    sweep ??= { cursor: undefined, seen: new Set(), startedAt: ports.clock.monotonic() };
    const page = await gateway.listWaiting(sweep.cursor);
    absorb(page.tokens);
    for (const { tokenId } of page.tokens) sweep.seen.add(tokenId);
    sweep.cursor = page.next;
    if (page.next !== undefined) return;
    settleMissing(sweep.seen, sweep.startedAt);
    sweep = undefined;
    sweptOnce = true;
  }

  function absorb(tokens: readonly Token[]): void {
    const fresh: StoredGate[] = [];
    const changed: StoredGate[] = [];
    for (const token of tokens) {
      if (!isGateToken(token.tags)) continue;
      if (!firstSeen.has(token.tokenId)) firstSeen.set(token.tokenId, ports.clock.monotonic());
      const known = ports.book.find(token.tokenId)?.gate;
      if (known === undefined) fresh.push(newGate(token));
      else if (known.status === "WAITING" ? saysOtherwise(known, token) : !hasProof(known))
        changed.push(withToken(known, token));
    }
    ports.book.save([...fresh, ...changed]);
    if (fresh.length > 0) ports.onNew(fresh);
    if (fresh.length + changed.length > 0) ports.onChange([...fresh, ...changed].map(({ tokenId }) => tokenId));
  }

  function newGate(token: Token): StoredGate {
    return {
      environmentId: environment.id,
      tokenId: token.tokenId,
      tags: token.tags,
      status: "WAITING",
      createdAt: token.createdAt,
      ...(token.timeoutAt !== undefined && { timeoutAt: token.timeoutAt }),
      firstSeenAt: ports.clock.now(),
    };
  }

  /** A whole pass over what waits did not meet these: somebody, or the clock, settled them. */
  function settleMissing(seen: ReadonlySet<TokenId>, since: number): void {
    const gone = ports.book
      .of(environment.id)
      .filter(
        ({ gate }) =>
          !seen.has(gate.tokenId) &&
          (firstSeen.get(gate.tokenId) ?? Number.NEGATIVE_INFINITY) < since - REPLICA_GRACE_MS,
      )
      .map(({ gate }) => gate);
    const now = environment.time.read()?.now ?? ports.clock.now();
    ports.book.save(
      gone.map((gate) => ({
        ...gate,
        status: gate.timeoutAt !== undefined && gate.timeoutAt <= now ? "TIMED_OUT" : "COMPLETED",
        settledAt: now,
      })),
    );
    for (const { tokenId } of gone) firstSeen.delete(tokenId);
    if (gone.length > 0) ports.onSettled(gone.map(({ tokenId }) => tokenId));
  }

  async function fetchEnvelopes(): Promise<void> {
    const now = ports.clock.monotonic();
    const lacking = ports.book
      .withoutEnvelope(environment.id)
      .filter(({ gate }) => isDue(gate.tokenId, now))
      .toSorted((a, b) => b.gate.createdAt - a.gate.createdAt);
    if (lacking.length > SINGLE_RUNS) await fetchRunPage();
    await Promise.all(
      lacking
        .slice(0, SINGLE_RUNS)
        .flatMap(({ gate, tags }) => (tags.runId === undefined ? [] : [fetchRun(gate, tags.runId)])),
    );
  }

  async function fetchRunPage(): Promise<void> {
    const { runs, next } = await gateway.listRuns(runsCursor);
    runsCursor = next;
    const byRun = new Map(runs.map((run) => [run.runId, run]));
    const found = ports.book.withoutEnvelope(environment.id).flatMap(({ gate, tags }) => {
      const run = tags.runId === undefined ? undefined : byRun.get(tags.runId);
      return run === undefined ? [] : [ports.book.withRun(gate, run)];
    });
    ports.book.save(found);
    if (found.length > 0) ports.onChange(found.map(({ tokenId }) => tokenId));
  }

  async function fetchRun(gate: StoredGate, runId: RunId): Promise<void> {
    const looks = (runLooks.get(gate.tokenId)?.looks ?? 0) + 1;
    // Asked again ever more rarely: an envelope that is late comes within seconds, one that is missing never does.
    runLooks.set(gate.tokenId, { looks, dueAt: ports.clock.monotonic() + Math.min(60_000, 500 * 2 ** looks) });
    try {
      const run = await gateway.retrieveRun(runId);
      save(ports.book.withRun(gate, run));
    } catch (error) {
      if (errorCodeOf(error) !== "gateway/not-found") throw error;
      save({ ...gate, run: { task: "", status: "NOT_FOUND" } });
    }
  }

  async function lookAtOpenCard(): Promise<void> {
    const gate = ports.openGate();
    if (gate === undefined || gate.status !== "WAITING") return;
    const { runId } = parseGateTags(gate.tags);
    // Behind the newest page only the sweep would tell that its token is settled, which is minutes away for thousands.
    const isTokensTurn = !newest.has(gate.tokenId) && ticks % 4 === 0;
    if (isTokensTurn) await lookAtOpenToken(gate);
    else if (runId !== undefined) await fetchRun(gate, runId);
  }

  async function lookAtOpenToken({ tokenId }: StoredGate): Promise<void> {
    const token = await gateway.retrieveToken(tokenId);
    const gate = ports.book.find(tokenId)?.gate;
    if (token.status === "WAITING" || gate?.status !== "WAITING") return;
    const settledAt = token.completedAt ?? environment.time.read()?.now ?? ports.clock.now();
    ports.book.save([{ ...gate, status: token.status, settledAt }]);
    ports.onSettled([tokenId]);
  }

  function save(gate: StoredGate): void {
    const before = ports.book.find(gate.tokenId)?.gate;
    if (JSON.stringify(before) === JSON.stringify(gate)) return;
    ports.book.save([gate]);
    ports.onChange([gate.tokenId]);
  }

  function isDue(tokenId: TokenId, now: number): boolean {
    return (runLooks.get(tokenId)?.dueAt ?? 0) <= now;
  }

  return {
    tick: () => {
      underWay ??= tick().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
    isCatchingUp: () => !sweptOnce,
  };
}

function saysOtherwise(gate: StoredGate, token: Token): boolean {
  return (
    gate.timeoutAt !== token.timeoutAt ||
    gate.tags.length !== token.tags.length ||
    gate.tags.some((tag, place) => tag !== token.tags[place])
  );
}

function withToken({ timeoutAt: _timeoutAt, ...gate }: StoredGate, token: Token): StoredGate {
  return {
    ...gate,
    status: "WAITING",
    tags: token.tags,
    ...(token.timeoutAt !== undefined && { timeoutAt: token.timeoutAt }),
  };
}

/** A gate whose end was read from the token itself; a lagging list does not bring it back. */
function hasProof(gate: StoredGate): boolean {
  return gate.settledBy !== undefined;
}
