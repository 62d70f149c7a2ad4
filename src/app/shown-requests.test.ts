import { expect, test } from "vitest";
import { errorCodeOf } from "#core/error.ts";
import { createShownRequests, LEAST_SHOWN_MS } from "./shown-requests.ts";

const card = "waitpoint_aaaaaaaaaa";
const other = "waitpoint_bbbbbbbbbb";
const digest = `sha256-${"a".repeat(64)}`;
const changed = `sha256-${"b".repeat(64)}`;

function openScreen() {
  let now = 0;
  const shown = createShownRequests({ now: () => 0, monotonic: () => now });
  return {
    ...shown,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    refusal: (tokenId = card, asked = digest) => {
      try {
        shown.assertSeen(tokenId, asked);
        return undefined;
      } catch (error) {
        return errorCodeOf(error);
      }
    },
  };
}

test("a request may be decided once it has been painted for half a second", () => {
  const screen = openScreen();
  screen.handedOver(card, digest);
  screen.painted(card, digest);
  screen.pass(LEAST_SHOWN_MS - 1);
  expect(screen.refusal()).toBe("gate/just-appeared");
  screen.pass(1);
  expect(screen.refusal()).toBeUndefined();
});

test("what was handed over and never painted may not be decided, however long ago", () => {
  const screen = openScreen();
  screen.handedOver(card, digest);
  screen.pass(60_000);
  expect(screen.refusal()).toBe("gate/just-appeared");
});

test("a request that changed under the reader's eyes starts anew", () => {
  const screen = openScreen();
  screen.handedOver(card, digest);
  screen.painted(card, digest);
  screen.pass(60_000);
  screen.handedOver(card, changed);
  screen.painted(card, digest);
  expect([screen.refusal(), screen.refusal(card, changed)]).toEqual(["gate/changed", "gate/just-appeared"]);
});

test("a card that comes back after another has just appeared again", () => {
  const screen = openScreen();
  screen.handedOver(card, digest);
  screen.painted(card, digest);
  screen.pass(60_000);
  screen.handedOver(other, changed);
  expect(screen.refusal()).toBe("gate/not-shown");
  screen.handedOver(card, digest);
  expect(screen.refusal()).toBe("gate/just-appeared");
});

test("a card that was put away is not on the screen", () => {
  const screen = openScreen();
  screen.handedOver(card, digest);
  screen.painted(card, digest);
  screen.pass(60_000);
  screen.closed();
  expect(screen.refusal()).toBe("gate/not-shown");
});

test("showing the same card again does not start anew", () => {
  const screen = openScreen();
  screen.handedOver(card, digest);
  screen.painted(card, digest);
  screen.pass(LEAST_SHOWN_MS);
  screen.handedOver(card, digest);
  screen.painted(card, digest);
  expect(screen.refusal()).toBeUndefined();
});
