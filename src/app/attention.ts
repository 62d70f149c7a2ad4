import type { Clock } from "#app/ports.ts";
import type { TokenId } from "#core/identifiers.ts";

/** Cards that somebody looked at and left; the oldest are forgotten. */
const REMEMBERED_CARDS = 500;

/** How long the operator had each card before them: painted, in a console in front, on a machine that is awake. */
export interface Attention {
  /** @returns whether the operator came to the console from something else. */
  focused(focused: boolean): boolean;
  /** The machine sleeps or is locked: nobody reads. */
  resting(resting: boolean): void;
  /** Another card, or none, takes the place of the one that was there. */
  opened(tokenId: TokenId | undefined): void;
  painted(tokenId: TokenId): void;
  /** Milliseconds that this card had so far, however often it was left and come back to; undefined where it had none. */
  on(tokenId: TokenId): number | undefined;
}

export function createAttention(clock: Pick<Clock, "monotonic">): Attention {
  const spent = new Map<TokenId, number>();
  let shown: TokenId | undefined;
  let since: number | undefined;
  // Until the system says something about focus, the window that somebody works in counts as in front.
  let inFront: boolean | undefined;
  let asleep = false;

  function pause(): void {
    if (shown !== undefined && since !== undefined) {
      const before = spent.get(shown) ?? 0;
      spent.delete(shown);
      spent.set(shown, before + clock.monotonic() - since);
    }
    since = undefined;
    if (spent.size > REMEMBERED_CARDS) for (const oldest of [...spent.keys()].slice(0, 1)) spent.delete(oldest);
  }

  function goOn(): void {
    if (shown !== undefined && since === undefined && inFront !== false && !asleep) since = clock.monotonic();
  }

  return {
    focused: (focused) => {
      const came = focused && inFront !== true;
      inFront = focused;
      if (focused) goOn();
      else pause();
      return came;
    },
    resting: (resting) => {
      asleep = resting;
      if (resting) pause();
      else goOn();
    },
    opened: (tokenId) => {
      if (tokenId === shown) return;
      pause();
      shown = undefined;
    },
    painted: (tokenId) => {
      if (tokenId !== shown) pause();
      shown = tokenId;
      goOn();
    },
    on: (tokenId) => {
      const before = spent.get(tokenId);
      return tokenId === shown && since !== undefined ? (before ?? 0) + clock.monotonic() - since : before;
    },
  };
}
