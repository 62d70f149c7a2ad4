import type { ReviewedGate } from "#app/bulk-review.ts";
import type { Console } from "#app/console.ts";
import { paymentOf } from "#core/payment.ts";
import type { BulkGate } from "#ipc/bulk-methods.ts";
import type { Handlers } from "#ipc/contract.ts";

type BulkHandlers = Pick<
  Handlers,
  "bulk.review" | "bulk.visible" | "bulk.close" | "bulk.decide" | "bulk.outcomes" | "bulk.undo"
>;

/** Serves the decision on many gates at once. */
export function createBulkHandlers({ bulk }: Console): BulkHandlers {
  return {
    "bulk.review": async ({ verdict, tokenIds }) => ({
      gates: (await bulk.review(verdict, tokenIds)).map(presentGate),
    }),
    "bulk.visible": async ({ shown }) => {
      bulk.visible(shown);
      return {};
    },
    "bulk.close": async () => {
      bulk.close();
      return {};
    },
    "bulk.decide": async ({ verdict, tokenIds, comment }) => {
      const answer = await bulk.decide(verdict, tokenIds, comment);
      return { ...answer, refused: [...answer.refused] };
    },
    "bulk.outcomes": async ({ offset, limit }) => {
      const entries = bulk.entries();
      const counts: Partial<Record<(typeof entries)[number]["status"]["state"], number>> = {};
      for (const { status } of entries) counts[status.state] = (counts[status.state] ?? 0) + 1;
      return {
        total: entries.length,
        offset,
        counts,
        outcomes: entries
          .slice(offset, offset + limit)
          .map(({ decisionId, tokenId, title, status }) => ({ decisionId, tokenId, title, status })),
      };
    },
    "bulk.undo": async () => bulk.undo(),
  };
}

function presentGate({ tokenId, card, objection }: ReviewedGate): BulkGate {
  const why = objection === undefined ? {} : { objection };
  if (card === undefined) return { tokenId, environmentId: "", title: "", ...why };
  const { booked, request, digest, deadline } = card;
  const payment = request === undefined ? undefined : paymentOf(request);
  return {
    tokenId,
    environmentId: booked.gate.environmentId,
    title: (request?.title ?? booked.tags.title ?? booked.tags.kind ?? tokenId).slice(0, 400),
    ...(payment?.payee !== undefined && { payee: payment.payee.slice(0, 400) }),
    ...(payment?.account !== undefined && { account: payment.account.slice(0, 400) }),
    ...(payment?.money !== undefined && { money: payment.money }),
    ...(deadline !== undefined && { deadline }),
    ...(digest !== undefined && { digest }),
    ...why,
  };
}
