import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useClient } from "#renderer/client-context.ts";
import type { Decision } from "#renderer/hooks/use-card.ts";

type DecisionAction = Decision["can"][number];

interface ActionOn {
  readonly action: DecisionAction;
  readonly decisionId: string;
}

const METHODS = {
  undo: "decisions.undo",
  withdraw: "decisions.withdraw",
  "send-anyway": "decisions.sendAnyway",
  "look-again": "decisions.lookAgain",
  "send-now": "decisions.sendNow",
} as const;

/** What a person can do about a decision; main answers with what it has become. */
export function useDecisionAction() {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ action, decisionId }: ActionOn) => client.call(METHODS[action], { decisionId }),
    onSettled: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["decisions"] }),
        queries.invalidateQueries({ queryKey: ["card"] }),
        queries.invalidateQueries({ queryKey: ["queue"] }),
      ]);
    },
  });
}
