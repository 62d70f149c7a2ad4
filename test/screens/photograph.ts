import type { Browser, Page } from "@playwright/test";
import { type OpenedWindow, openWindow } from "#test/web/open-window.ts";
import { morningQueue, MORNING, operatorOfTheDay } from "./scenery.ts";
import type { Screen } from "./screens.ts";

export interface Picture {
  /** `screen-theme-zoom.png` */
  readonly file: string;
  readonly png: Buffer;
}

/** The window as big as a small laptop shows it. At 200 % it has half as many of its own pixels, as Electron's zoom gives it. */
const WIDTH = 1280;
const HEIGHT = 800;
export const THEMES = ["light", "dark"] as const;
export const ZOOMS = [100, 200] as const;

/**
 * Photographs one screen at one zoom in both themes: at a fixed instant, with fixed data, nothing moving. A first picture
 * that is what somebody expects need not be waited for any longer.
 */
export async function photograph(
  browser: Browser,
  screen: Screen,
  zoom: (typeof ZOOMS)[number],
  isExpected: (picture: Picture) => boolean = () => false,
): Promise<Picture[]> {
  const { page, close } = await openScreen(browser, screen, zoom);
  const pictures: Picture[] = [];
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    const file = `${screen.name}-${theme}-${zoom}.png`;
    const first = { file, png: await page.screenshot() };
    pictures.push(isExpected(first) ? first : { file, png: await settledPicture(page) });
  }
  await close();
  return pictures;
}

/** Opens a window and brings it to that screen. */
export async function openScreen(
  browser: Browser,
  screen: Screen,
  zoom: (typeof ZOOMS)[number],
): Promise<OpenedWindow> {
  const opened = await openWindow(browser, {
    gates: screen.gates?.() ?? morningQueue(),
    stoppedAt: MORNING,
    context: {
      viewport: { width: (WIDTH * 100) / zoom, height: (HEIGHT * 100) / zoom },
      deviceScaleFactor: zoom / 100,
      timezoneId: "Europe/Berlin",
      reducedMotion: "reduce",
      ...(screen.locale !== undefined && { locale: screen.locale }),
      ...(screen.forcedColors !== undefined && { forcedColors: screen.forcedColors }),
    },
    prepare: (main) => {
      main.session = { ...main.session, operator: operatorOfTheDay() };
      screen.prepare?.(main);
    },
  });
  await opened.page.getByRole("heading", { level: 1 }).waitFor();
  await screen.show?.(opened.page, opened.main);
  return opened;
}

/** Once fonts are there and what was asked for has been answered and painted: two pictures in a row are the same. */
async function settledPicture(page: Page): Promise<Buffer> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  let before = await page.screenshot();
  for (let look = 0; look < 20; look += 1) {
    const after = await page.screenshot();
    if (after.equals(before)) return after;
    before = after;
  }
  return before;
}
