import type { Page } from "@playwright/test";
import { type Measurement, measured } from "./measurement.ts";
import { paintedAfter } from "./painted-after.ts";

const ROUNDS = 100;
const REST_MS = 150;
const LIMIT_MS = 50;

/** From a keystroke in the search to the narrowed list, and from `j` or `k` to the next card, both painted. */
export async function measureKeys(page: Page, gates: number): Promise<Measurement[]> {
  const { filtering, moving } = await measureKeystrokes(page, {
    intoSearch: () => page.keyboard.press("/"),
    intoList: async () => {
      await page.keyboard.press("Escape");
      await page.getByRole("list", { name: "Waiting gates" }).getByRole("listitem").first().click();
    },
  });
  return [
    measured("filter keystroke to paint, ms", gates, filtering, LIMIT_MS),
    measured("j or k to card painted, ms", gates, moving, LIMIT_MS),
  ];
}

/** The same keys in any list that has our names; milliseconds. */
export async function measureKeystrokes(
  page: Page,
  go: { readonly intoSearch: () => Promise<void>; readonly intoList: () => Promise<void> },
): Promise<{ readonly filtering: number[]; readonly moving: number[] }> {
  await go.intoSearch();
  const filtering: number[] = [];
  // Letters that go on and off again, so that every keystroke changes what is listed.
  for (let round = 0; round < ROUNDS; round += 1) {
    filtering.push(await paintedAfter(page, "list", () => page.keyboard.press(round % 2 === 0 ? "z" : "Backspace")));
    await page.waitForTimeout(REST_MS);
  }
  await go.intoList();
  const moving: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    moving.push(await paintedAfter(page, "card", () => page.keyboard.press(round % 2 === 0 ? "j" : "k")));
    await page.waitForTimeout(REST_MS);
  }
  return { filtering, moving };
}
