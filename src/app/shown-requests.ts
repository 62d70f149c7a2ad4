import type { Clock } from "#app/ports.ts";
import type { Digest } from "#core/digest.ts";
import { ConsoleError } from "#core/error.ts";
import type { TokenId } from "#core/identifiers.ts";

/** A request must have been on the screen this long before it can be decided: nobody reads faster. */
export const LEAST_SHOWN_MS = 500;

/** Which request is on the screen, and since when: what you see is what is sent. There is one card at a time. */
export interface ShownRequests {
  /** Main handed this digest's card to the window; whatever was there before is off the screen. */
  handedOver(tokenId: TokenId, digest: Digest | undefined): void;
  /** The window has painted it. Ignored for a digest that was not handed over last. */
  painted(tokenId: TokenId, digest: Digest): void;
  /** The card was put away. */
  closed(): void;
  /** @throws ConsoleError `gate/changed`, `gate/not-shown` or `gate/just-appeared` unless it may be decided now. */
  assertSeen(tokenId: TokenId, digest: Digest): void;
}

export function createShownRequests(clock: Clock): ShownRequests {
  let shown: { readonly tokenId: TokenId; readonly digest: Digest; readonly paintedAt?: number } | undefined;
  return {
    handedOver: (tokenId, digest) => {
      if (digest === undefined) shown = undefined;
      else if (shown?.tokenId !== tokenId || shown.digest !== digest) shown = { tokenId, digest };
    },
    painted: (tokenId, digest) => {
      if (shown?.tokenId === tokenId && shown.digest === digest && shown.paintedAt === undefined)
        shown = { tokenId, digest, paintedAt: clock.monotonic() };
    },
    closed: () => {
      shown = undefined;
    },
    assertSeen: (tokenId, digest) => {
      if (shown?.tokenId !== tokenId)
        throw new ConsoleError("gate/not-shown", "This request was not on the screen. Open its card and decide there.");
      if (shown.digest !== digest)
        throw new ConsoleError("gate/changed", "The request has changed. Read it again; nothing was recorded.");
      if (shown.paintedAt === undefined || clock.monotonic() - shown.paintedAt < LEAST_SHOWN_MS)
        throw new ConsoleError("gate/just-appeared", "Just appeared, not recorded. Read the card, then decide.");
    },
  };
}
