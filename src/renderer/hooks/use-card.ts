import { useQuery } from "@tanstack/react-query";
import type { MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

export type Card = MethodOutput<"card.open">;
export type Decision = NonNullable<Card["decision"]>;
export type Condition = Card["condition"];
export type Request = NonNullable<Card["request"]>;
export type Verdict = Decision["verdict"];

/** The open card. Read again whenever it is opened, since main follows only the card that is open. */
export function useCard(tokenId: string) {
  return useQuery({ ...useCardQuery(tokenId), refetchOnMount: "always" });
}

/** A card as far as it is known here, kept up to date, without opening it: main follows only the one that is open. */
export function useKnownCard(tokenId: string): Card | undefined {
  return useQuery({ ...useCardQuery(tokenId), enabled: false }).data;
}

function useCardQuery(tokenId: string) {
  const client = useClient();
  return { queryKey: ["card", tokenId], queryFn: () => client.call("card.open", { tokenId }) };
}

/** The run's log lines, read again on every nudge about its card. */
export function useLogs(tokenId: string) {
  const client = useClient();
  return useQuery({
    queryKey: ["logs", tokenId],
    queryFn: () => client.call("card.logs", { tokenId }),
    refetchOnMount: "always",
  });
}

/** Decisions taken on this computer, newest first. */
export function useRecentDecisions() {
  const client = useClient();
  return useQuery({ queryKey: ["decisions"], queryFn: () => client.call("decisions.recent", {}) });
}
