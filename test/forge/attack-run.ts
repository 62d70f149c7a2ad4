import { wait } from "@trigger.dev/sdk";
import { decide, type SeenGate } from "#test/worker/worker-operators.ts";
import type { WorkerSandbox } from "#test/worker/worker-sandbox.ts";
import type { Cast } from "./cast.ts";
import type { Forgery, Scene } from "./forgeries.ts";

export interface AttackedRun {
  readonly runId: string;
  readonly invoiceId: string;
  /** How many forged completions a waiting gate of it met. */
  readonly rounds: number;
  /** The decision that counts; undefined where no gate was left to make it on. */
  readonly honest: string | undefined;
}

/**
 * An honest run whose gates are completed with forgeries, one a round, and then with what counts.
 *
 * At most two forgeries: the third ends the run, as it should.
 */
export async function attackRun(
  sandbox: WorkerSandbox,
  cast: Cast,
  elsewhere: Scene["elsewhere"],
  invoiceId: string,
  attacks: readonly Forgery[],
): Promise<AttackedRun> {
  const fourEyes = attacks.some(({ kind }) => kind === "same-operator");
  await sandbox.addInvoice(invoiceId);
  const runId = await sandbox.trigger("payout-agent", { invoiceId, timeout: "2h", approvals: fourEyes ? 2 : 1 });
  const seen: SeenGate[] = [];
  let gate: SeenGate | undefined = await sandbox.waitForGate(runId);
  async function completed(complete: (gate: SeenGate) => Promise<unknown>, waiting: SeenGate) {
    await complete(waiting);
    seen.push(waiting);
    return sandbox.gateOrEnd(runId, ...seen);
  }
  if (fourEyes)
    gate = await completed(
      (waiting) => sandbox.complete(waiting, decide(cast.ada, waiting, { verdict: "approve" })),
      gate,
    );

  let rounds = 0;
  for (const forgery of attacks) {
    if (gate === undefined) break;
    gate = await completed((waiting) => deliver(forgery, { gate: waiting, cast, elsewhere }), gate);
    rounds += 1;
  }
  if (gate === undefined) return { runId, invoiceId, rounds, honest: undefined };
  const honest = decide(fourEyes ? cast.ben : cast.ada, gate, { verdict: "approve" });
  await sandbox.complete(gate, honest);
  await sandbox.waitForEnd(runId);
  return { runId, invoiceId, rounds, honest: honest.decisionId };
}

async function deliver({ door, make }: Forgery, scene: Scene): Promise<void> {
  const { tokenId } = scene.gate;
  if (door === "key") {
    await wait.completeToken(tokenId, make(scene));
    return;
  }
  const { url } = await wait.retrieveToken(tokenId);
  const reply = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(make(scene)),
  });
  if (!reply.ok) throw new Error(`The callback URL answered ${reply.status}: ${await reply.text()}`);
}
