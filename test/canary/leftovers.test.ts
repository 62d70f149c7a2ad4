import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { discardHome, LEFTOVERS, noteKey, searchLeftovers } from "./leftovers.ts";
import { LOGGED_ON_PURPOSE } from "./plants.ts";

const KEY = "tr_dev_0123456789abcdef0123456789abcdef";
const CALLBACK = `/api/v1/waitpoints/tokens/w/callback/${"0f".repeat(32)}`;

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "countersign-left-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A console's folder as a test would leave it, put away for the search. */
function leaveHome(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  const home = join(makeFolder(), "home");
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(home, name, ".."), { recursive: true });
    writeFileSync(join(home, name), content);
  }
  vi.stubEnv(LEFTOVERS, folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  noteKey(KEY);
  discardHome(home);
}

test("a key that a console was given, a callback and a public token are found in what it leaves", () => {
  const folder = makeFolder();
  leaveHome(folder, {
    "data/console.sqlite": Buffer.from(`row ${KEY} row`, "utf16le"),
    "chromium/Local Storage/1.log": `x${CALLBACK}x`,
    "crashes/1.dmp": Buffer.from("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.Y2FuYXJ5LXNpZ25hdHVyZS14eQ", "utf16le"),
    "logs/console.log": "registered this operator\n",
  });
  const { homes, hits } = searchLeftovers(folder);
  expect(homes).toBe(1);
  expect(hits.map(({ place, secret }) => [place, secret])).toEqual([
    ["data, left by the e2e suite", "an environment's key"],
    ["Chromium's folder, left by the e2e suite", "a callback's address"],
    ["crash folder, left by the e2e suite", "a public access token"],
  ]);
});

test("what a test logs on purpose has to be found, and is no hit; nothing found at all is no search", () => {
  const folder = makeFolder();
  leaveHome(folder, { "logs/console.log": `registered this operator\n[error] ${KEY} | ${LOGGED_ON_PURPOSE}\n` });
  const { hits, controls } = searchLeftovers(folder);
  expect(hits).toEqual([]);
  expect(controls.map(({ found }) => found)).toEqual([true, true]);
  expect(searchLeftovers(makeFolder()).controls.map(({ found }) => found)).toEqual([false, false]);
});
