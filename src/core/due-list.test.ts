import { array, assert, integer, nat, property, record } from "fast-check";
import { expect, test } from "vitest";
import { createDueList } from "./due-list.ts";

test("what is due comes out once, the soonest first", () => {
  const list = createDueList<string>();
  list.set("late", 30);
  list.set("soon", 10);
  list.set("moved", 5);
  list.set("moved", 20);
  list.set("gone", 1);
  list.delete("gone");
  expect(list.next()).toBe(10);
  expect(list.take(20)).toEqual(["soon", "moved"]);
  expect([list.take(20), list.next()]).toEqual([[], 30]);
});

test("it agrees with a plain list, whatever is entered, moved, removed and taken", () => {
  const step = record({ key: integer({ min: 0, max: 9 }), at: integer({ min: 0, max: 20 }), what: nat(3) });
  assert(
    property(array(step, { maxLength: 60 }), (steps) => {
      const list = createDueList<number>();
      const plain = new Map<number, number>();
      for (const { key, at, what } of steps) {
        if (what === 0) {
          const taken = list.take(at);
          expect(taken.toSorted((a, b) => a - b)).toEqual(
            [...plain]
              .filter(([, due]) => due <= at)
              .map(([one]) => one)
              .toSorted((a, b) => a - b),
          );
          for (const one of taken) plain.delete(one);
        } else if (what === 1) {
          expect(list.delete(key)).toBe(plain.delete(key));
        } else {
          list.set(key, at);
          plain.set(key, at);
        }
        expect(list.next()).toBe(plain.size === 0 ? undefined : Math.min(...plain.values()));
      }
    }),
  );
});
