import { ApiClient } from "@trigger.dev/core/v3";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { isSignedBy } from "#core/decision.ts";
import { registerOperator } from "#main/register-operator.ts";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { discardHome } from "#test/canary/leftovers.ts";
import { tellConsole } from "#test/crash/ask-console.ts";
import { untilAtRest } from "#test/crash/at-rest.ts";
import { openDesktopSession } from "#test/crash/desktop-session.ts";
import { freezeBuild } from "#test/crash/frozen-build.ts";
import { createSeededRandom } from "#test/crash/seeded-random.ts";
import { controlSandbox } from "#test/sandbox/control.ts";
import { startSandbox } from "#test/sandbox/start-sandbox.ts";
import { compareWithTruth, type Finding, type OfflineFigures } from "./compare.ts";
import { decideUntilEnough, type Work, type WorkPorts } from "./decide-until-enough.ts";
import { createGateSupply } from "./gate-supply.ts";
import { startBadNetwork } from "./network.ts";
import { planGates } from "./planned-gates.ts";
import { createRival } from "./rival.ts";
import { readTruths } from "./settled-truth.ts";
import { beginShift } from "./shift.ts";
import { readAllDecisions } from "./window-operator.ts";

export interface OfflinePlan {
  readonly decisions: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}

export interface OfflineResult {
  readonly figures: OfflineFigures;
  readonly findings: readonly Finding[];
}

const REST_MS = 180_000;
const UNLIMITED = ["--rate-limit", "1000000"];

/**
 * Decides in the real window while its network is cut at random, its main process killed, and others settle, change and
 * outwait its gates; then holds every receipt against the server's tokens, the database's rows and the window itself.
 */
export async function workOffline(launch: LaunchSpec, plan: OfflinePlan): Promise<OfflineResult> {
  const closers: (() => Promise<void>)[] = [];
  try {
    return await workWith(await openParts(launch, plan, closers), plan);
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

type Parts = Awaited<ReturnType<typeof openParts>>;

/** @param closers what ends each part, in the order of their beginning; kept even where a later part fails to begin. */
async function openParts(launch: LaunchSpec, plan: OfflinePlan, closers: (() => Promise<void>)[]) {
  const build = await freezeBuild(launch);
  closers.push(build.remove);
  const home = await mkdtemp(join(tmpdir(), "countersign-offline-"));
  closers.push(async () => discardHome(home));
  const sandbox = await startSandbox({ args: UNLIMITED });
  closers.push(sandbox.stop);
  const { url, secretKey, databaseUrl } = sandbox.ready();
  const database = new Client({ connectionString: databaseUrl ?? "" });
  await database.connect();
  closers.push(() => database.end());
  const session = await openDesktopSession(home, build.spec.env);
  closers.push(session.close);
  const operators = join(sandbox.dataDir, "operators.json");
  const server = unaffectedClient(url, secretKey);
  const rival = createRival(server);
  registerOperator(operators, rival.operator);
  const random = createSeededRandom(plan.seed);
  const shift = await beginShift({
    spec: build.spec,
    session,
    secretKey,
    random,
    env: { COUNTERSIGN_HOME: home, COUNTERSIGN_OPERATORS: operators, TRIGGER_API_URL: url },
  });
  closers.push(shift.end);
  return { control: controlSandbox(sandbox.ready()), database, server, rival, random, shift };
}

async function workWith(parts: Parts, plan: OfflinePlan): Promise<OfflineResult> {
  const { control, database, server, rival, random, shift } = parts;
  const { operator } = await tellConsole(shift.current().page, "session.get", {});
  const supply = createGateSupply({
    plans: planGates(plan.decisions * 2 + 20),
    server,
    control,
    database,
    accepts: [operator.keyId, rival.operator.keyId],
  });
  const network = startBadNetwork(control, createSeededRandom(plan.seed + 1));
  const ports = { server, network, rival, supply, shift, random };
  const work = await workUntilMended(ports, plan);
  plan.progress(
    `${work.receipts.length} receipts, ${work.whileCut} of them without a network; ${network.cuts()} cuts, ${shift.kills()} kills`,
  );
  const { page } = shift.current();
  await untilAtRest(page, REST_MS);
  const truths = await readTruths({ server, database }, supply.opened(), work.shownDigests);
  const titles = work.receipts.map(({ title }) => title);
  return compareWithTruth({
    receipts: work.receipts,
    truths,
    shown: await readAllDecisions(page, titles),
    isOurs: (decision) => isSignedBy(decision, operator.publicKey, nodeCrypto),
  });
}

async function workUntilMended(ports: WorkPorts, plan: OfflinePlan): Promise<Work> {
  try {
    return await decideUntilEnough(ports, plan);
  } finally {
    await ports.network.mend();
  }
}

/** Its calls count as the tasks' own, which the bad network spares. */
function unaffectedClient(url: string, secretKey: string): ApiClient {
  return new ApiClient(url, secretKey, undefined, {
    retry: { maxAttempts: 1 },
    additionalHeaders: { "x-trigger-worker": "true" },
  });
}
