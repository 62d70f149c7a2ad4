import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tellConsole } from "#test/crash/ask-console.ts";
import { makeHome, openConsole } from "./open-console.ts";

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
