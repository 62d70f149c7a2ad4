import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useClient } from "#renderer/client-context.ts";
import { useSession } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { Button } from "#renderer/ui/button.tsx";

/** Says that a newer version waits. It takes no focus and opens nothing, and main says it only where it interrupts nobody. */
export function UpdateBanner() {
  const words = useWords();
  const client = useClient();
  const queries = useQueryClient();
  const { updates } = useSession();
  const installing = useMutation({
    mutationFn: () => client.call("updates.install", {}),
    // A decision came in between: the prompt goes, and comes back when it is quiet.
    onSuccess: () => queries.invalidateQueries({ queryKey: ["session"] }),
  });
  if (updates.state !== "ready") return null;
  return (
    <Banner tone="note" title={words("banner.update.title")} compact>
      <p>{words("banner.update.text", { version: updates.version })}</p>
      <Button size="small" disabled={installing.isPending} onClick={() => installing.mutate()}>
        {words("banner.update.action")}
      </Button>
    </Banner>
  );
}
