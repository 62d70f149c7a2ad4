import { _electron } from "@playwright/test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { openDesktopSession } from "#test/crash/desktop-session.ts";
import { controlSandbox } from "#test/sandbox/control.ts";
import { watchPolicy } from "#test/e2e/watch-policy.ts";
import { startSandbox } from "#test/sandbox/start-sandbox.ts";
import { connect, copyRequest, workThrough } from "./drive-window.ts";
import { crashWindow, exportAudit, takeHeapSnapshot } from "./look-inside.ts";
import { findHits, folderPlace, type Hit, homePlaces, isIn, type Place, textPlace } from "./places.ts";
import { openPlantingRelay } from "./planting-relay.ts";
import { controls, secrets } from "./plants.ts";

export interface CanaryResult {
  readonly places: readonly string[];
  readonly hits: readonly Hit[];
  /** Each text that belongs somewhere, and whether it was found there. */
  readonly controls: readonly { readonly name: string; readonly found: boolean }[];
}

const START_MS = 60_000;

/**
 * Works through the real console against a server that says its secrets at every turn, and then looks for them
 * everywhere the console could have put them.
 */
export async function huntCanaries(spec: LaunchSpec): Promise<CanaryResult> {
  const closers: (() => unknown)[] = [];
  // Short: sockets live below it.
  const root = mkdtempSync(join(tmpdir(), "csc-"));
  closers.push(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));
  try {
    return await huntBelow(root, spec, closers);
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

async function huntBelow(root: string, spec: LaunchSpec, closers: (() => unknown)[]): Promise<CanaryResult> {
  const home = join(root, "home");
  const temp = join(root, "tmp");
  for (const folder of [home, temp]) mkdirSync(folder);
  const sandbox = await startSandbox({ args: ["--no-worker"] });
  closers.push(sandbox.stop);
  const relay = await openPlantingRelay(sandbox.ready());
  closers.push(relay.close);
  const environment = { ...spec.env, TMPDIR: temp };
  const session = await openDesktopSession(home, environment);
  closers.push(session.close);

  const app = await _electron.launch({
    ...spec,
    env: {
      ...environment,
      ...session.env,
      COUNTERSIGN_HOME: home,
      COUNTERSIGN_UNDO_SECONDS: "0",
      COUNTERSIGN_OPERATORS: join(root, "operators.json"),
    },
    timeout: START_MS,
  });
  closers.push(() => app.close());
  const policy = watchPolicy(app);
  const said: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
  const page = await app.firstWindow();
  page.on("console", (message) => said.push(message.text()));

  await connect(page, relay.origin);
  const record = await workThrough(page, controlSandbox(sandbox.ready()), () => relay.failCompletions(1));
  const exports = join(root, "exports");
  mkdirSync(exports);
  await exportAudit(app, page, exports);
  const snapshot = join(root, "window.heapsnapshot");
  await takeHeapSnapshot(app, snapshot);
  const window = await page.content();
  await copyRequest(page, controls.title);
  const clipboard = await app.evaluate(({ clipboard }) => clipboard.readText());
  // Files as they are while it runs: the database's write-ahead log and Chromium's own are put away at the end.
  const running = filePlaces(home, temp, "while it runs");
  await crashWindow(app);
  await app.close();
  policy.assertNone();

  const places = [
    ...running,
    ...filePlaces(home, temp, "after it ended"),
    folderPlace("audit exports", exports),
    { name: "the window's heap", contents: [{ name: snapshot, bytes: readFileSync(snapshot) }] },
    textPlace("the window's page", window),
    textPlace("clipboard", clipboard),
    textPlace("what crossed to the window", record),
    textPlace("what the process said", said.join("\n")),
  ];
  return {
    places: places.map(({ name }) => name),
    hits: findHits(places, Object.values(secrets)),
    controls: foundControls(places),
  };
}

/** What belongs somewhere: a search that misses one of these is no search. */
function foundControls(places: readonly Place[]): CanaryResult["controls"] {
  const belongs: readonly (readonly [place: string, text: string])[] = [
    ["data, while it runs", controls.comment],
    ["data, after it ended", controls.title],
    ["audit exports", controls.comment],
    ["the window's heap", controls.title],
    ["the window's page", controls.title],
    ["what crossed to the window", controls.logLine],
    ["clipboard", controls.title],
    ["logs, after it ended", "registered this operator"],
  ];
  return belongs.map(([place, text]) => ({ name: `${text} in ${place}`, found: isIn(places, place, text) }));
}

function filePlaces(home: string, temp: string, when: string): Place[] {
  return [...homePlaces(home, when), folderPlace(`temporary files, ${when}`, temp)];
}
