import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Hit, findHits, homePlaces, isIn, type Place } from "./places.ts";
import { LOGGED_ON_PURPOSE, type Plant } from "./plants.ts";

/** Names the folder in which `npm run canary` collects what the consoles of the e2e suite leave; unset in any other run. */
export const LEFTOVERS = "COUNTERSIGN_LEFTOVERS";

/** The keys of this process's sandboxes. Each test file has a process of its own, and so have its consoles. */
const keys = new Set<string>();

/** Notes a key that a console of this process may come to hold. */
export function noteKey(key: string): void {
  keys.add(key);
}

/** Takes a console's folder away when its test is over; `npm run canary` gets it whole, with the keys it may not hold. */
export function discardHome(home: string): void {
  const folder = process.env[LEFTOVERS];
  if (folder === undefined || !existsSync(home)) {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    return;
  }
  const kept = join(folder, randomUUID());
  mkdirSync(kept, { recursive: true });
  writeFileSync(join(kept, "keys.json"), JSON.stringify([...keys]));
  renameSync(home, join(kept, "home"));
}

export interface LeftoverFindings {
  /** How many consoles left their folders. */
  readonly homes: number;
  readonly places: readonly string[];
  readonly hits: readonly Hit[];
  readonly controls: readonly { readonly name: string; readonly found: boolean }[];
}

const WHEN = "left by the e2e suite";

/** Looks through everything that was left in the folder, a console at a time. */
export function searchLeftovers(folder: string): LeftoverFindings {
  const names = new Set<string>();
  const hits: Hit[] = [];
  const found = { logged: false, started: false };
  const homes = readdirSync(folder).map((name) => join(folder, name));
  for (const kept of homes) {
    const given = JSON.parse(readFileSync(join(kept, "keys.json"), "utf8")) as string[];
    const places = homePlaces(join(kept, "home"), WHEN);
    for (const { name } of places) names.add(name);
    found.logged ||= isIn(places, `logs, ${WHEN}`, LOGGED_ON_PURPOSE);
    found.started ||= isIn(places, `logs, ${WHEN}`, "registered this operator");
    hits.push(...findHits(places.map(withoutPurpose), given.map(keyPlant), SHAPES));
  }
  return {
    homes: homes.length,
    places: [...names],
    hits,
    controls: [
      { name: `what a test logs on purpose in logs, ${WHEN}`, found: found.logged },
      { name: `registered this operator in logs, ${WHEN}`, found: found.started },
    ],
  };
}

/** What no console may keep, whichever server it is from. */
const SHAPES = [
  { name: "a callback's address", shape: /\/callback\/[0-9a-f]{64}/u },
  { name: "a public access token", shape: /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/u },
] as const;

function keyPlant(text: string): Plant {
  return { name: "an environment's key", text };
}

/** Without the lines that a test wrote into a log to see them removed from a diagnostics bundle. */
function withoutPurpose({ name, contents }: Place): Place {
  return {
    name,
    contents: contents.map((content) => {
      if (!content.bytes.includes(LOGGED_ON_PURPOSE)) return content;
      const lines = content.bytes.toString("utf8").split("\n");
      return { ...content, bytes: Buffer.from(lines.filter((line) => !line.includes(LOGGED_ON_PURPOSE)).join("\n")) };
    }),
  };
}
