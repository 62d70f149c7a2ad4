import { ConsoleError } from "#core/error.ts";
import type { Handlers, MethodInput, MethodOutput, Topic } from "#ipc/contract.ts";
import type { SavedView } from "#ipc/saved-views.ts";
import type { SampleGate } from "./sample-gates.ts";

type QueueMethods = Pick<
  Handlers,
  | "queue.ids"
  | "queue.stillWaiting"
  | "snooze.set"
  | "snooze.wake"
  | "views.list"
  | "views.save"
  | "bulk.review"
  | "bulk.visible"
  | "bulk.close"
  | "bulk.decide"
  | "bulk.outcomes"
  | "bulk.undo"
>;

/** What the script knows of bulk decisions. */
export interface ScriptedBulk {
  /** Every report of rows on the screen. */
  readonly visible: MethodInput<"bulk.visible">["shown"][];
  readonly decided: MethodInput<"bulk.decide">[];
  outcomes: MethodOutput<"bulk.outcomes">["outcomes"];
}

interface Holder {
  readonly gates: SampleGate[];
  readonly bulk: ScriptedBulk;
  readonly nudge: (topic: Topic) => void;
}

/** Selection, snoozes, saved views and bulk decisions of a main process by script. */
export function scriptedQueue(main: () => Holder): QueueMethods {
  let views: SavedView[] = [];
  const gateOf = (tokenId: string) => main().gates.find(({ row }) => row.tokenId === tokenId);
  const change = (tokenId: string, part: (gate: SampleGate) => SampleGate["row"]): void => {
    const { gates } = main();
    const gate = gateOf(tokenId);
    if (gate !== undefined) gates[gates.indexOf(gate)] = { ...gate, row: part(gate) };
  };
  return {
    "queue.ids": async ({ offset, limit, search }) => {
      const ids = main()
        .gates.filter(({ row }) => row.state === "waiting" && row.title.toLowerCase().includes(search.toLowerCase()))
        .toSorted((a, b) => (a.row.deadline ?? 0) - (b.row.deadline ?? 0))
        .map(({ row }) => row.tokenId);
      return { total: ids.length, tokenIds: ids.slice(offset, offset + limit) };
    },
    "queue.stillWaiting": async ({ tokenIds }) => ({
      tokenIds: tokenIds.filter((tokenId) => gateOf(tokenId)?.row.state === "waiting"),
    }),
    "snooze.set": async ({ tokenIds, forMs }) => {
      const until = Date.now() + forMs;
      for (const tokenId of tokenIds) change(tokenId, ({ row }) => ({ ...row, snoozedUntil: until }));
      main().nudge({ topic: "gates.changed" });
      for (const tokenId of tokenIds) main().nudge({ topic: "card.changed", tokenId });
      return { outcomes: tokenIds.map((tokenId) => ({ tokenId, result: "snoozed" as const, until })) };
    },
    "snooze.wake": async ({ tokenIds }) => {
      for (const tokenId of tokenIds) change(tokenId, ({ row: { snoozedUntil: _until, ...row } }) => row);
      main().nudge({ topic: "gates.changed" });
      return {};
    },
    "views.list": async () => views,
    "views.save": async ({ views: changed }) => {
      views = changed;
      return views;
    },
    "bulk.review": async ({ tokenIds }) => ({ gates: tokenIds.map((tokenId) => reviewed(gateOf(tokenId))) }),
    "bulk.visible": async ({ shown }) => {
      main().bulk.visible.push(shown);
      return {};
    },
    "bulk.close": async () => ({}),
    "bulk.decide": async (decision) => {
      const { bulk } = main();
      bulk.decided.push(decision);
      for (const tokenId of decision.tokenIds) change(tokenId, ({ row }) => ({ ...row, state: "held" }));
      bulk.outcomes = decision.tokenIds.map((tokenId, index) => ({
        decisionId: `01938c1e-7c6e-7a55-9f3b-${String(index).padStart(12, "0")}`,
        tokenId,
        title: gateOf(tokenId)?.row.title ?? "",
        status: { state: "held", until: Date.now() + 5_000 },
      }));
      main().nudge({ topic: "decisions.changed" });
      return { recorded: decision.tokenIds.length, notShown: 0, refused: [] };
    },
    "bulk.outcomes": async ({ offset, limit }) => {
      const { outcomes } = main().bulk;
      const counts: MethodOutput<"bulk.outcomes">["counts"] = {};
      for (const { status } of outcomes) counts[status.state] = (counts[status.state] ?? 0) + 1;
      return { total: outcomes.length, offset, counts, outcomes: outcomes.slice(offset, offset + limit) };
    },
    "bulk.undo": async () => {
      const { bulk } = main();
      bulk.outcomes = bulk.outcomes.map((one) => ({ ...one, status: { state: "withdrawn", withdrawnAt: Date.now() } }));
      for (const { tokenId } of bulk.outcomes) change(tokenId, ({ row }) => ({ ...row, state: "waiting" }));
      main().nudge({ topic: "decisions.changed" });
      return { undone: bulk.outcomes.length, tooLate: 0 };
    },
  };
}

function reviewed(gate: SampleGate | undefined): MethodOutput<"bulk.review">["gates"][number] {
  if (gate === undefined) throw new ConsoleError("gate/unknown", "This gate is not known here.");
  const { row, card } = gate;
  const { kind } = card.condition;
  const { payee, iban } = card.request?.parameters ?? {};
  return {
    tokenId: row.tokenId,
    environmentId: row.environmentId,
    title: row.title,
    ...(typeof payee === "string" && { payee }),
    ...(typeof iban === "string" && { account: iban }),
    ...(row.money !== undefined && { money: row.money }),
    ...(row.deadline !== undefined && { deadline: row.deadline }),
    ...(card.digest !== undefined && { digest: card.digest }),
    ...(kind !== "ready" && { objection: kind }),
  };
}
