import { useQuery } from "@tanstack/react-query";
import { useClient } from "#renderer/client-context.ts";
import type { Card } from "#renderer/hooks/use-card.ts";

/** What this computer remembers of the card's gate and payee; asked anew whenever the card is opened. */
export function useHistory({ tokenId, digest }: Pick<Card, "tokenId" | "digest">) {
  const client = useClient();
  return useQuery({
    queryKey: ["history", tokenId, digest ?? ""],
    queryFn: () => client.call("card.history", { tokenId }),
    refetchOnMount: "always",
  });
}
