import { expect, test } from "vitest";
import { tellConsole } from "#test/crash/ask-console.ts";
import { makeHome, openConsole } from "#test/e2e/open-console.ts";

test("41: theme and size change at once and are there again at the next start", async () => {
  const home = await makeHome();
  const first = await openConsole({ home });
  await first.page.locator("#root > *").first().waitFor();
  await first.page.keyboard.press("Control+Equal");
  const zoomOf = (opened: typeof first) =>
    opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor());
  await expect.poll(() => zoomOf(first)).toBeCloseTo(1.1);
  await tellConsole(first.page, "preferences.change", { appearance: { theme: "dark" } });
  expect(await first.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe("dark");
  await first.app.close();

  const second = await openConsole({ home });
  await expect.poll(() => zoomOf(second)).toBeCloseTo(1.1);
  expect(await second.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe("dark");
});
