import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tellConsole } from "#test/crash/ask-console.ts";
import { makeHome, openConsole } from "./open-console.ts";

test("theme and size change at once and are there again at the next start", async () => {
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

test("a damaged value in the settings takes its default and leaves the others", async () => {
  const home = await makeHome();
  const first = await openConsole({ home });
  await tellConsole(first.page, "preferences.change", {
    appearance: { theme: "dark" },
    decisions: { undoSeconds: 20 },
  });
  await first.app.close();
  const file = join(home, "data", "settings.json");
  await writeFile(file, (await readFile(file, "utf8")).replace('"dark"', '"plaid"'));

  const second = await openConsole({ home });
  expect(await tellConsole(second.page, "preferences.get", {})).toMatchObject({
    appearance: { theme: "system" },
    decisions: { undoSeconds: 20 },
  });
});

test("the undo window of the start wins over the settings, and the session says so", async () => {
  const { page } = await openConsole({ env: { COUNTERSIGN_UNDO_SECONDS: "0" } });
  await tellConsole(page, "preferences.change", { decisions: { undoSeconds: 20 } });
  expect(await tellConsole(page, "session.get", {})).toMatchObject({ undoSeconds: 0, undoFixed: true });
});
