import { useEffect, useEffectEvent, useState } from "react";
import { useClient } from "#renderer/client-context.ts";

/**
 * Tells main that this request really is on the screen: after two frames, the first of which paints it. A hidden window
 * paints no frames, so what nobody could see is never acknowledged.
 *
 * `extent` says whether that is all of it: of a large request only a part is there at first.
 *
 * @returns whether the caller has been painted at all, with a request or without: what may come later waits for it.
 */
export function usePainted(tokenId: string, digest: string | undefined, extent: "whole" | "part"): boolean {
  const client = useClient();
  const [painted, setPainted] = useState(false);
  const acknowledge = useEffectEvent((gate: string, shown: string, all: "whole" | "part") => {
    // Where main has forgotten the gate there is nothing to acknowledge; the card says so by itself.
    client.call("card.painted", { tokenId: gate, digest: shown, extent: all }).catch(() => undefined);
  });
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (digest !== undefined) acknowledge(tokenId, digest, extent);
        setPainted(true);
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [tokenId, digest, extent]);
  return painted;
}
