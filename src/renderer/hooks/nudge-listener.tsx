import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { Topic } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

/** Turns nudges from main into fresh reads of what is on the screen; whatever is not shown is forgotten instead. */
export function NudgeListener() {
  const client = useClient();
  const queries = useQueryClient();
  const refresh = useEffectEvent((key: readonly string[]) => {
    queries.removeQueries({ queryKey: key, type: "inactive" });
    void queries.invalidateQueries({ queryKey: key });
  });
  const hear = useEffectEvent((topic: Topic) => {
    switch (topic.topic) {
      case "gates.changed":
        return refresh(["queue"]);
      case "card.changed":
        refresh(["logs", topic.tokenId]);
        return refresh(["card", topic.tokenId]);
      case "decisions.changed":
        // In the order in which a person looks for it.
        refresh(["decisions"]);
        refresh(["card"]);
        refresh(["history"]);
        return refresh(["queue"]);
      case "session.changed":
        return refresh(["session"]);
      case "gate.selected":
        return undefined;
    }
  });
  useEffect(() => client.subscribe((topic) => hear(topic)), [client]);
  return null;
}
