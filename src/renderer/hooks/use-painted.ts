import { useEffect, useEffectEvent } from "react";
import { useClient } from "#renderer/client-context.ts";

/**
 * Tells main that this request really is on the screen: after two frames, the first of which paints it. A hidden window
 * paints no frames, so what nobody could see is never acknowledged.
 */
export function usePainted(tokenId: string, digest: string | undefined): void {
  const client = useClient();
  const acknowledge = useEffectEvent((gate: string, shown: string) => {
    // Where main has forgotten the gate there is nothing to acknowledge; the card says so by itself.
    client.call("card.painted", { tokenId: gate, digest: shown }).catch(() => undefined);
  });
  useEffect(() => {
    if (digest === undefined) return undefined;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => acknowledge(tokenId, digest));
    });
    return () => cancelAnimationFrame(frame);
  }, [tokenId, digest]);
}
