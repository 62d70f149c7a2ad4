import { expect, test } from "vitest";
import { createAttention } from "#app/attention.ts";

const A = "waitpoint_aaaaaaaaaa";
const B = "waitpoint_bbbbbbbbbb";

function openAttention() {
  let now = 0;
  const attention = createAttention({ monotonic: () => now });
  return { attention, wait: (milliseconds: number) => (now += milliseconds) };
}

test("a card's time counts from its paint, and only in a console in front", () => {
  const { attention, wait } = openAttention();
  attention.opened(A);
  wait(100);
  attention.painted(A);
  wait(2_000);
  attention.focused(false);
  wait(60_000);
  attention.focused(true);
  wait(500);
  expect(attention.on(A)).toBe(2_500);
});

test("a card that was left and come back to keeps the time it had", () => {
  const { attention, wait } = openAttention();
  attention.painted(A);
  wait(3_000);
  attention.opened(B);
  wait(50);
  attention.painted(B);
  wait(1_000);
  attention.opened(A);
  attention.painted(A);
  wait(200);
  expect([attention.on(A), attention.on(B)]).toEqual([3_200, 1_000]);
});

test("nobody reads while the machine sleeps or when the card was put away", () => {
  const { attention, wait } = openAttention();
  attention.painted(A);
  wait(1_000);
  attention.resting(true);
  wait(9_000);
  attention.resting(false);
  wait(1_000);
  attention.opened(undefined);
  wait(9_000);
  attention.focused(false);
  attention.focused(true);
  wait(9_000);
  expect([attention.on(A), attention.on(B)]).toEqual([2_000, undefined]);
});

test("coming to the console counts once, however often the system says it is in front", () => {
  const { attention } = openAttention();
  expect([true, true, false, false, true].map((focused) => attention.focused(focused))).toEqual([
    true,
    false,
    false,
    false,
    true,
  ]);
});
