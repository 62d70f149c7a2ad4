import type { Clock } from "#app/ports.ts";
import type { Digest } from "#core/digest.ts";
import { ConsoleError } from "#core/error.ts";
import type { TokenId } from "#core/identifiers.ts";

/** A request must have been on the screen this long before it can be decided: nobody reads faster. */
export const LEAST_SHOWN_MS = 500;

/** How much of a request there is to see: of a large one only a part, until all of it is proved. */
export type Extent = "whole" | "part";

/** Which request is on the screen, and since when: what you see is what is sent. There is one card at a time. */
export interface ShownRequests {
  /** Main handed this digest's card to the window; whatever was there before is off the screen. */
  handedOver(tokenId: TokenId, digest: Digest | undefined, extent?: Extent): void;
  /** The window has painted it. Ignored for anything that was not handed over last. */
  painted(tokenId: TokenId, digest: Digest, extent?: Extent): void;
  /** The card was put away. */
  closed(): void;
  /**
   * `extent` is what has to have been seen of it; a part unless given.
   *
   * @throws ConsoleError `gate/changed`, `gate/not-shown` or `gate/just-appeared` unless it may be decided now.
   */
  assertSeen(tokenId: TokenId, digest: Digest, extent?: Extent): void;
}

export function createShownRequests(clock: Clock): ShownRequests {
  let shown:
    | { readonly tokenId: TokenId; readonly digest: Digest; readonly extent: Extent; readonly paintedAt?: number }
    | undefined;
  const isShown = (tokenId: TokenId, digest: Digest, extent: Extent): boolean =>
    shown?.tokenId === tokenId && shown.digest === digest && shown.extent === extent;
  return {
    handedOver: (tokenId, digest, extent = "whole") => {
      if (digest === undefined) shown = undefined;
      else if (!isShown(tokenId, digest, extent)) shown = { tokenId, digest, extent };
    },
    painted: (tokenId, digest, extent = "whole") => {
      if (isShown(tokenId, digest, extent) && shown?.paintedAt === undefined)
        shown = { tokenId, digest, extent, paintedAt: clock.monotonic() };
    },
    closed: () => {
      shown = undefined;
    },
    assertSeen: (tokenId, digest, extent = "part") => {
      if (shown?.tokenId !== tokenId)
        throw new ConsoleError("gate/not-shown", "This request was not on the screen. Open its card and decide there.");
      if (shown.digest !== digest)
        throw new ConsoleError("gate/changed", "The request has changed. Read it again; nothing was recorded.");
      const isLess = extent === "whole" && shown.extent === "part";
      if (isLess || shown.paintedAt === undefined || clock.monotonic() - shown.paintedAt < LEAST_SHOWN_MS)
        throw new ConsoleError("gate/just-appeared", "Just appeared, not recorded. Read the card, then decide.");
    },
  };
}
