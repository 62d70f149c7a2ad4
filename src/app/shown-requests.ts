import type { Clock } from "#app/ports.ts";
import type { Digest } from "#core/digest.ts";
import { ConsoleError } from "#core/error.ts";
import type { TokenId } from "#core/identifiers.ts";

/** A request must have been on the screen this long before it can be decided: nobody reads faster. */
export const LEAST_SHOWN_MS = 500;

/** Which request is on the screen for which gate, and since when: what you see is what is sent. */
export interface ShownRequests {
  /** Main handed this digest's card to the window. */
  handedOver(tokenId: TokenId, digest: Digest | undefined): void;
  /** The window has painted it. Ignored for a digest that was not handed over last. */
  painted(tokenId: TokenId, digest: Digest): void;
  /** @throws ConsoleError `gate/changed`, `gate/not-shown` or `gate/just-appeared` unless it may be decided now. */
  assertSeen(tokenId: TokenId, digest: Digest): void;
}

export function createShownRequests(clock: Clock): ShownRequests {
  const shown = new Map<TokenId, { readonly digest: Digest; readonly paintedAt?: number }>();
  return {
    handedOver: (tokenId, digest) => {
      if (digest === undefined) shown.delete(tokenId);
      else if (shown.get(tokenId)?.digest !== digest) shown.set(tokenId, { digest });
    },
    painted: (tokenId, digest) => {
      const current = shown.get(tokenId);
      if (current?.digest === digest && current.paintedAt === undefined)
        shown.set(tokenId, { digest, paintedAt: clock.monotonic() });
    },
    assertSeen: (tokenId, digest) => {
      const current = shown.get(tokenId);
      if (current === undefined)
        throw new ConsoleError("gate/not-shown", "This request was not on the screen. Open its card and decide there.");
      if (current.digest !== digest)
        throw new ConsoleError("gate/changed", "The request has changed. Read it again; nothing was recorded.");
      if (current.paintedAt === undefined || clock.monotonic() - current.paintedAt < LEAST_SHOWN_MS)
        throw new ConsoleError("gate/just-appeared", "Just appeared, not recorded. Read the card, then decide.");
    },
  };
}
