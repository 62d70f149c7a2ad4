import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildConsole } from "#scripts/build-console.ts";
import { announce } from "#scripts/progress.ts";
import { projectPath } from "#scripts/project-root.ts";
import { ensureSystemPackages } from "#scripts/system-packages.ts";
import { launchChromium } from "#test/web/open-window.ts";
import { photographConsole } from "./photograph-console.ts";
import { photograph, ZOOMS } from "./photograph.ts";
import { ENGINE_FILE } from "./engine.ts";
import { withFewColours } from "./palette.ts";
import { readPng, writePng } from "./png.ts";
import { screens } from "./screens.ts";

// Photographs every screen for docs/screens: npm run screens -- [--only TEXT]
// The visual tests compare with these pictures, so look at each that git says has changed.
const { values } = parseArgs({ options: { only: { type: "string" } } });
const only = values.only ?? "";
const folder = projectPath("docs", "screens");
const system = await ensureSystemPackages(["browser", "window"]);
if (system.kind === "missing") throw new Error(system.reason);
await buildConsole();
mkdirSync(folder, { recursive: true });
if (values.only === undefined) for (const name of readdirSync(folder)) rmSync(projectPath("docs", "screens", name));

if ("console".includes(only)) await photographConsole(projectPath("docs", "screens", "console.png"));
const browser = await launchChromium();
for (const screen of screens.filter(({ name }) => name.includes(only)))
  for (const zoom of ZOOMS)
    for (const { file, png } of await photograph(browser, screen, zoom)) {
      writeFileSync(projectPath("docs", "screens", file), writePng(withFewColours(readPng(png))));
      announce(file);
    }
writeFileSync(ENGINE_FILE, `{ "chromium": ${JSON.stringify(browser.version())} }\n`);
await browser.close();
