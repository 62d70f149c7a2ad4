import type { Page } from "@playwright/test";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { MethodName } from "#ipc/contract.ts";
import { makeHome, openConsole } from "./open-console.ts";

/** Asks main through the window's own bridge; throws its words where it refused. */
async function ask(page: Page, method: MethodName, input: unknown): Promise<unknown> {
  return page.evaluate(
    async (request) => {
      const { countersign } = globalThis as unknown as {
        countersign: {
          invoke(request: unknown): Promise<{ ok: boolean; value: unknown; error?: { message: string } }>;
        };
      };
      const reply = await countersign.invoke(request);
      if (!reply.ok) throw new Error(reply.error?.message);
      return reply.value;
    },
    { method, input },
  );
}

test("theme and size change at once and are there again at the next start", async () => {
  const home = await makeHome();
  const first = await openConsole({ home });
  await first.page.locator("#root > *").first().waitFor();
  await first.page.keyboard.press("Control+Equal");
  const zoomOf = (opened: typeof first) =>
    opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor());
  await expect.poll(() => zoomOf(first)).toBeCloseTo(1.1);
  await ask(first.page, "preferences.change", { appearance: { theme: "dark" } });
  expect(await first.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe("dark");
  await first.app.close();

  const second = await openConsole({ home });
  await expect.poll(() => zoomOf(second)).toBeCloseTo(1.1);
  expect(await second.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe("dark");
});

test("a damaged value in the settings takes its default and leaves the others", async () => {
  const home = await makeHome();
  const first = await openConsole({ home });
  await ask(first.page, "preferences.change", { appearance: { theme: "dark" }, decisions: { undoSeconds: 20 } });
  await first.app.close();
  const file = join(home, "data", "settings.json");
  await writeFile(file, (await readFile(file, "utf8")).replace('"dark"', '"plaid"'));

  const second = await openConsole({ home });
  expect(await ask(second.page, "preferences.get", {})).toMatchObject({
    appearance: { theme: "system" },
    decisions: { undoSeconds: 20 },
  });
});

test("the undo window of the start wins over the settings, and the session says so", async () => {
  const { page } = await openConsole({ env: { COUNTERSIGN_UNDO_SECONDS: "0" } });
  await ask(page, "preferences.change", { decisions: { undoSeconds: 20 } });
  expect(await ask(page, "session.get", {})).toMatchObject({ undoSeconds: 0, undoFixed: true });
});
