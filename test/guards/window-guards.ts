import type { Guard } from "./guard.ts";

const policy = {
  file: "src/main/content-security-policy.ts",
  project: "e2e",
  test: "test/e2e/content-security.test.ts",
} as const;
const window = { project: "e2e", test: "test/e2e/window.test.ts" } as const;

/** What only a browser shows: the page's policy and its reach. */
export const windowGuards: readonly Guard[] = [
  {
    ...policy,
    name: "no script but our own runs",
    find: "\"script-src 'self'\"",
    replace: "\"script-src 'self' data:\"",
  },
  { ...policy, name: "the page does no networking", find: "\"connect-src 'none'\"", replace: '"connect-src *"' },
  {
    ...policy,
    name: "no markup is made of text",
    find: "  \"require-trusted-types-for 'script'\",\n",
    replace: "",
  },
  {
    ...window,
    name: "the page sees two functions and no more",
    file: "src/preload/index.ts",
    find: 'contextBridge.exposeInMainWorld("countersign", bridge);',
    replace: 'contextBridge.exposeInMainWorld("countersign", { ...bridge, send: ipcRenderer.send });',
  },
  {
    ...window,
    name: "the page is kept apart from the preload",
    file: "src/main/window-preferences.ts",
    find: "nodeIntegrationInSubFrames: false",
    replace: "nodeIntegrationInSubFrames: true",
  },
  {
    name: "a held key decides nothing",
    file: "src/renderer/hooks/use-window-key.ts",
    find: "(event.repeat && !repeats) || ",
    replace: "",
    project: "web",
    test: "test/web/keyboard.test.ts",
  },
];
