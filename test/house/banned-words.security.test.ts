import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { projectPath } from "#scripts/project-root.ts";

/** Words that open a hole wherever they stand, with the one file that may hold them. */
const BANNED: readonly (readonly [word: RegExp, allowedIn: string | undefined])[] = [
  [/webSecurity\s*:/u, undefined],
  [/allowRunningInsecureContent\s*:/u, undefined],
  [/experimentalFeatures\s*:/u, undefined],
  [/enableBlinkFeatures\s*:/u, undefined],
  [/allowpopups/iu, undefined],
  [/setUsePlainTextEncryption/u, undefined],
  [/dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML/u, undefined],
  [/\bcrashReporter\b/u, undefined],
  [/bypassCSP|allowServiceWorkers|corsEnabled/u, undefined],
  [/shell\.openExternal/u, "src/main/shell.ts"],
  [/ipcMain\.(?:on|once|handle)/u, "src/main/serve-ipc.ts"],
  [/exposeInMainWorld/u, "src/preload/index.ts"],
  [/registerSchemesAsPrivileged/u, "src/main/app-scheme.ts"],
  [/globalThis\.fetch\s*=/u, "src/main/compose.ts"],
];

const sources = globSync("src/{app,core,ipc,main,preload,renderer,adapters}/**/*.{ts,tsx}", { cwd: projectPath() })
  .filter((file) => !/\.test\.tsx?$/u.test(file))
  .map((file) => ({ file, text: readFileSync(projectPath(file), "utf8") }));

test.each(BANNED)("%s stands in no file but %s", (word, allowedIn) => {
  expect(sources.length).toBeGreaterThan(200);
  const found = sources.filter(({ text }) => word.test(text)).map(({ file }) => file);
  expect(found.filter((file) => file !== allowedIn)).toEqual([]);
});
