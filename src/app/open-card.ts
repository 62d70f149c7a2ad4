import type { Card } from "#app/card.ts";
import type { Environment } from "#app/environment.ts";
import { createLargeRequests } from "#app/large-requests.ts";
import type { Clock } from "#app/ports.ts";
import type { PayloadProgress, ReadPayloadPorts } from "#app/read-payload.ts";
import { createShownRequests, type Extent, type ShownRequests } from "#app/shown-requests.ts";
import type { Digest } from "#core/digest.ts";
import type { TokenId } from "#core/identifiers.ts";

export interface OpenCardPorts extends ReadPayloadPorts {
  readonly clock: Clock;
  /** The gate's card as it stands. @throws ConsoleError `gate/unknown`. */
  readonly cardOf: (tokenId: TokenId) => Card;
  readonly environmentOf: (tokenId: TokenId) => Environment;
  /** Another card than before is on the screen. */
  readonly onOpened: (card: Card) => void;
  /** The card on the screen is out of date. */
  readonly onChanged: (tokenId: TokenId) => void;
}

/** The one card on the screen: what of its request has been seen, and a large request's way there. */
export interface OpenCard extends Pick<ShownRequests, "painted" | "assertSeen"> {
  /** Its gate's token; undefined while no card is open. */
  readonly tokenId: () => TokenId | undefined;
  /** Puts a card on the screen: the stored truth at once, a fresh look behind it. */
  readonly open: (tokenId: TokenId) => Card;
  readonly close: () => void;
  /** Has the window ask for it anew, where it is the card of one of these. */
  readonly touched: (tokenIds: readonly TokenId[]) => void;
  /** How the large request under that envelope's digest stands; undefined where it is not read. */
  readonly payloadProgress: (digest: Digest) => PayloadProgress | undefined;
  /** Tries once more to read its large request. */
  readonly readAgain: () => void;
}

export function createOpenCard(ports: OpenCardPorts): OpenCard {
  const { cardOf } = ports;
  const shown = createShownRequests(ports.clock);
  const large = createLargeRequests(ports, (digest) => {
    if (openTokenId !== undefined && cardOf(openTokenId).digest === digest) ports.onChanged(openTokenId);
  });
  let openTokenId: TokenId | undefined;

  /** The card of a large request, which from now on is being read. */
  function withLargeRequest(card: Card): Card {
    const { tokenId } = card.booked.gate;
    if (card.condition.kind !== "payload-unverified" || card.digest === undefined || card.request === undefined)
      return card;
    large.open(ports.environmentOf(tokenId), card.digest, card.request);
    return cardOf(tokenId);
  }

  return {
    painted: (...painted) => shown.painted(...painted),
    assertSeen: (...seen) => shown.assertSeen(...seen),
    tokenId: () => openTokenId,
    open: (tokenId) => {
      const isAnother = openTokenId !== tokenId;
      if (isAnother) large.close();
      const card = withLargeRequest(cardOf(tokenId));
      openTokenId = tokenId;
      if (isAnother) ports.onOpened(card);
      shown.handedOver(tokenId, card.digest, extentOf(card));
      return card;
    },
    close: () => {
      openTokenId = undefined;
      large.close();
      shown.closed();
    },
    touched: (tokenIds) => {
      if (openTokenId !== undefined && tokenIds.includes(openTokenId)) ports.onChanged(openTokenId);
    },
    payloadProgress: (digest) => large.progressOf(digest),
    readAgain: () => {
      large.forgetProblem();
      if (openTokenId !== undefined) ports.onChanged(openTokenId);
    },
  };
}

// What is shown of a large request before it is proved is not what would be approved.
function extentOf({ request, whole }: Card): Extent {
  return request?.payload !== undefined && whole === undefined ? "part" : "whole";
}
