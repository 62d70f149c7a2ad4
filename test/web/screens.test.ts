import type { Browser, Page } from "@playwright/test";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectPath } from "#scripts/project-root.ts";
import { countDifferences } from "#test/screens/compare-pictures.ts";
import { engineOfPictures } from "#test/screens/engine.ts";
import { photograph, type Picture, THEMES, ZOOMS } from "#test/screens/photograph.ts";
import { readPng } from "#test/screens/png.ts";
import { screens } from "#test/screens/screens.ts";
import { launchChromium } from "./open-window.ts";

// Of about a million. The same engine draws the same picture; a letter is some twenty pixels.
const FEW = 12;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const kept = (file: string) => readPng(readFileSync(projectPath("docs", "screens", file)));

// Half of a picture's time is waiting, so some are taken side by side.
test.concurrent.for(screens.flatMap((screen) => ZOOMS.map((zoom) => ({ name: screen.name, zoom, screen }))))(
  "$name at $zoom % looks as it did when it was last looked at; `npm run screens` takes it anew",
  async ({ screen, zoom }, { skip, expect: expected }) => {
    // Pixels can only be compared within one engine; with another one this is said, not passed.
    skip(
      browser.version() !== engineOfPictures(),
      `taken with Chromium ${engineOfPictures()}, not ${browser.version()}`,
    );
    const pixelsOff = ({ file, png }: Picture) => countDifferences(readPng(png), kept(file));
    const known = new Map<Picture, number>();
    const pictures = await photograph(browser, screen, zoom, (picture) => {
      known.set(picture, pixelsOff(picture));
      return (known.get(picture) ?? 0) <= FEW;
    });
    const differences = pictures.map((picture) => ({
      file: picture.file,
      pixels: known.get(picture) ?? pixelsOff(picture),
    }));
    expected(differences.filter(({ pixels }) => pixels > FEW)).toEqual([]);
  },
);

test("docs/screens holds these pictures, the README's, and no others, all of them small", () => {
  const files = screens.flatMap(({ name }) =>
    ZOOMS.flatMap((zoom) => THEMES.map((theme) => `${name}-${theme}-${zoom}.png`)),
  );
  const found = readdirSync(projectPath("docs", "screens"));
  expect(found.toSorted()).toEqual([...files, "console.png"].toSorted());
  const sizes = found.map((file) => statSync(projectPath("docs", "screens", file)).size);
  expect(sizes.filter((size) => size > 250_000)).toEqual([]);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8_000_000);
});

test("one letter, one pixel of moved layout, or one colour of a theme is a difference", async ({ skip }) => {
  skip(browser.version() !== engineOfPictures(), `taken with Chromium ${engineOfPictures()}, not ${browser.version()}`);
  const screen = screens.find(({ name }) => name === "queue");
  if (screen === undefined) throw new Error("There is no picture of the queue.");
  const changes: [string, string][] = [
    ["letter", `document.querySelector("[data-token] bdi").firstChild.data = "Release the November payrall"`],
    ["layout", `document.querySelector("main").style.transform = "translateX(1px)"`],
    ["colour", `document.documentElement.style.setProperty("--danger", "#6a1c90")`],
  ];
  const seen = await Promise.all(
    changes.map(async ([change, script]) => {
      const changed = {
        ...screen,
        show: async (page: Page) => {
          await page.locator("[data-token] bdi").first().waitFor();
          await page.evaluate(script);
        },
      };
      const [light] = await photograph(browser, changed, 100);
      if (light === undefined) throw new Error("No picture was taken.");
      return [change, countDifferences(readPng(light.png), kept(light.file)) > FEW];
    }),
  );
  expect(seen).toEqual(changes.map(([change]) => [change, true]));
});
