import { useMutation } from "@tanstack/react-query";
import { useClient } from "#renderer/client-context.ts";
import type { Card } from "#renderer/hooks/use-card.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { Button } from "#renderer/ui/button.tsx";

interface SnoozeBannerProps {
  readonly card: Card;
}

/** Why a gate that is open here is not in the list; it can be decided all the same. */
export function SnoozeBanner({ card }: SnoozeBannerProps) {
  const words = useWords();
  const tell = useErrorWords();
  const client = useClient();
  const writeInstant = useInstant();
  const wake = useMutation({ mutationFn: () => client.call("snooze.wake", { tokenIds: [card.tokenId] }) });
  if (card.snoozedUntil === undefined) return null;
  return (
    <Banner tone="note" title={words("snooze.banner", { time: writeInstant(card.snoozedUntil) })}>
      <p>{words("snooze.banner.text")}</p>
      <p>
        <Button size="small" onClick={() => wake.mutate()}>
          {words("snooze.wake")}
        </Button>
      </p>
      {wake.isError && <p role="alert">{tell(wake.error)}</p>}
    </Banner>
  );
}
