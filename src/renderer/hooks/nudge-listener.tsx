import { notifyManager, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { Topic } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";
import { playAlert } from "./alert-sound.ts";
import type { Card, Decision } from "./use-card.ts";

/** Turns nudges from main into fresh reads of what is on the screen; whatever is not shown is forgotten instead. */
export function NudgeListener() {
  const client = useClient();
  const queries = useQueryClient();
  const refresh = useEffectEvent((key: readonly string[]) => {
    queries.removeQueries({ queryKey: key, type: "inactive" });
    // A first answer that is on its way may be older than the nudge, and is only waited for.
    const first = queries
      .getQueryCache()
      .findAll({ queryKey: key, fetchStatus: "fetching", predicate: ({ state }) => state.data === undefined });
    void queries.invalidateQueries({ queryKey: key });
    for (const { promise, queryKey } of first) {
      // It is stored in the same turn in which it came.
      const askAgain = () => setTimeout(() => void queries.invalidateQueries({ queryKey, exact: true }));
      void promise?.then(askAgain, askAgain);
    }
  });
  // What became of a decision is painted before the rest is even asked for: that is what a person waits to see.
  const showOutcome = useEffectEvent(async () => {
    try {
      const recent = await client.call("decisions.recent", {});
      notifyManager.batch(() => {
        queries.setQueryData(["decisions"], recent);
        queries.setQueriesData<Card>(
          { queryKey: ["card"], type: "active" },
          (card) => card && withOutcome(card, recent),
        );
      });
    } catch {
      // The list itself tells why it cannot be read, and how to try again.
      refresh(["decisions"]);
    }
    // The outcomes of a bulk decision, where they are on the screen.
    refresh(["decisions", "batch"]);
    await nextPaint();
    refresh(["card"]);
    refresh(["history"]);
    refresh(["queue"]);
    refresh(["auditPages"]);
  });
  const hear = useEffectEvent((topic: Topic) => {
    switch (topic.topic) {
      case "gates.changed":
        return refresh(["queue"]);
      case "card.changed":
        refresh(["logs", topic.tokenId]);
        return refresh(["card", topic.tokenId]);
      case "decisions.changed":
        return void showOutcome();
      case "session.changed":
        return refresh(["session"]);
      case "preferences.changed":
        return refresh(["preferences"]);
      case "alert.shown":
        return playAlert(topic);
      case "gate.selected":
        return undefined;
    }
  });
  useEffect(() => client.subscribe((topic) => hear(topic)), [client]);
  return null;
}

function withOutcome(card: Card, recent: readonly Decision[]): Card {
  const decision = recent.find(({ decisionId }) => decisionId === card.decision?.decisionId);
  return decision === undefined ? card : { ...card, decision };
}

/** After the frame that shows what was just set; a hidden window paints none, and asks once it is seen again. */
function nextPaint(): Promise<void> {
  // What was set is rendered with the next timer, and painted after that.
  return new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => setTimeout(resolve))));
}
