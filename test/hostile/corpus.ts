import { createSeededRandom } from "#test/crash/seeded-random.ts";
import type { HostileItem } from "./hostile-item.ts";
import { exactAmountItems, inexactAmountItems, nameItems } from "./money-items.ts";
import { dateItems, duplicateItems, labelItems, prototypeItems, schemaItems, sizeItems } from "./structure-items.ts";
import { jsonItems, textItems, unseenItems } from "./text-items.ts";

const AMOUNTS = 1_000;

/** Everything, class by class; the same items for the same seed. */
export function hostileCorpus(seed: number): readonly (readonly HostileItem[])[] {
  const random = createSeededRandom(seed);
  return [
    textItems(),
    jsonItems(),
    unseenItems(),
    nameItems(),
    exactAmountItems(AMOUNTS, random),
    inexactAmountItems(),
    prototypeItems(),
    duplicateItems(),
    sizeItems(),
    schemaItems(),
    dateItems(),
    labelItems(),
  ];
}

/** A share of every class, at most that many of each, spread over it. */
export function sampleCorpus(seed: number, ofEach: number): HostileItem[] {
  return hostileCorpus(seed).flatMap((items) => {
    const step = Math.max(1, Math.floor(items.length / ofEach));
    return items.filter((_, index) => index % step === 0).slice(0, ofEach);
  });
}
