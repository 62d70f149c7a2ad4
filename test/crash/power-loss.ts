import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projectPath } from "#scripts/project-root.ts";
import { runCommand } from "#scripts/run-command.ts";
import { openStore, optionsIn } from "#test/fixtures/open-store.ts";
import { buildRecorder, fastFolder } from "./build-recorder.ts";
import { brokenPromises, isConsistent, parsePromises } from "./promises.ts";
import { fates, parseRecording, writeImage, type DiskOperation } from "./recorded-disk.ts";
import { createSeededRandom } from "./seeded-random.ts";

/** `images` disks were rebuilt under each setting; `lost…` counts those that broke a promise, `corrupt` those of either that were damaged. */
interface PowerLossReport {
  readonly images: number;
  readonly lostFull: number;
  readonly lostNormal: number;
  readonly corrupt: number;
}
export type PowerLossResult =
  | ({ readonly kind: "ran" } & PowerLossReport)
  | { readonly kind: "skipped"; readonly reason: string };

const ACKS = "acks";
const DECISIONS = 60;
const CHILD_MS = 120_000;

/**
 * Records every write of a process that decides through the real outbox, rebuilds the disk as it may be after a power
 * cut at random instants, opens it as the console does, and asks whether everything promised by then is there.
 */
export async function losePower(options: { readonly images: number; readonly seed: number }): Promise<PowerLossResult> {
  const work = mkdtempSync(join(fastFolder(), "countersign-power-"));
  try {
    const recorder = await buildRecorder(work);
    if (recorder.kind === "skipped") return recorder;
    const full = await examine(work, recorder.path, "full", options);
    const normal = await examine(work, recorder.path, "normal", options);
    const corrupt = full.corrupt + normal.corrupt;
    return { kind: "ran", images: options.images, lostFull: full.lost, lostNormal: normal.lost, corrupt };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function examine(
  work: string,
  recorder: string,
  synchronous: "full" | "normal",
  options: { readonly images: number; readonly seed: number },
): Promise<{ lost: number; corrupt: number }> {
  const operations = await recordRun(work, recorder, synchronous);
  const random = createSeededRandom(options.seed);
  let lost = 0;
  let corrupt = 0;
  for (let image = 0; image < options.images; image += 1) {
    const folder = join(work, `image-${synchronous}`);
    const count = 1 + Math.floor(random() * operations.length);
    writeImage(folder, operations, count, fates[image % fates.length] ?? "none", random);
    const found = openImage(folder, promisedBy(operations.slice(0, count)));
    if (found === "lost") lost += 1;
    if (found === "corrupt") corrupt += 1;
    rmSync(folder, { recursive: true, force: true });
  }
  return { lost, corrupt };
}

async function recordRun(work: string, recorder: string, synchronous: string): Promise<DiskOperation[]> {
  const folder = join(work, synchronous);
  const log = join(work, `${synchronous}.log`);
  mkdirSync(folder);
  const script = projectPath("test", "crash", "record-decisions.ts");
  const run = await runCommand(process.execPath, [script, folder, String(DECISIONS), synchronous, ACKS], {
    env: { ...process.env, LD_PRELOAD: recorder, COUNTERSIGN_RECORD_FOLDER: folder, COUNTERSIGN_RECORD_LOG: log },
    timeoutMs: CHILD_MS,
  });
  if (run.code !== 0) throw new Error(`The recorded process ended with ${run.code}: ${run.stderr}`);
  return parseRecording(readFileSync(log));
}

/** The promises are not on the disk that lost power: somebody read them as they were made. */
function promisedBy(operations: readonly DiskOperation[]): ReturnType<typeof parsePromises> {
  const said = operations.filter((operation) => operation.file === ACKS).map((operation) => operation.data);
  return parsePromises(Buffer.concat(said).toString());
}

function openImage(folder: string, promised: ReturnType<typeof parsePromises>): "kept" | "lost" | "corrupt" {
  const store = openStore(optionsIn(folder, 0));
  try {
    if (store.database.recovery.kind !== "none" || !isConsistent(store)) return "corrupt";
    return brokenPromises(store, promised).length > 0 ? "lost" : "kept";
  } finally {
    store.database.close();
  }
}
