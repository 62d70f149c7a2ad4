import { digestOf, type Digest } from "#core/digest.ts";
import { Decision, isSignedBy } from "#core/decision.ts";
import { applyEdits } from "#core/edits.ts";
import { COUNTERSIGN, type GateRequest } from "#core/envelope.ts";
import { formatGateTags } from "#core/gate-tags.ts";
import type { RunId, TokenId } from "#core/identifiers.ts";
import { CANARIES } from "./canaries.ts";
import type { Dice } from "./dice.ts";
import type { Machine } from "./machine.ts";
import { START, type World } from "./world.ts";

/** One run of an agent that waits at one gate. */
interface WaitingTask {
  readonly runId: RunId;
  readonly tokenId: TokenId;
  request: GateRequest;
  digest: Digest;
  accepts: readonly string[];
  resumed: boolean;
}

/** Sends the agents' runs onto the server over the first part of the seed, and lets them go on once their token is settled. */
export function startTasks(world: World, machines: readonly Machine[]): void {
  const dice = world.dice.fork("tasks");
  const waiting = new Map<TokenId, WaitingTask>();
  for (let index = 0; index < world.profile.gates; index += 1)
    world.time.at(START + dice.whole(0, world.profile.chaosMs * 0.7), () => {
      const task = startTask(world, machines, dice, index);
      waiting.set(task.tokenId, task);
    });
  world.onSend((tokenId) => {
    const task = waiting.get(tokenId);
    if (task !== undefined && dice.chance(world.profile.mutationsOnSend))
      world.time.at(world.time.now() + dice.whole(0, 2_000), () => mutate(world, dice, task));
  });
  world.onCompletion((tokenId) => {
    const task = waiting.get(tokenId);
    if (task !== undefined)
      world.time.at(world.time.now() + dice.whole(50, 4_000), () => resume(world, machines, task));
  });
}

function startTask(world: World, machines: readonly Machine[], dice: Dice, index: number): WaitingTask {
  const { server, time, profile } = world;
  const now = time.now();
  const timeoutAt = now + dice.whole(15_000, dice.pick([40_000, 120_000, 300_000]));
  const decideBy = dice.chance(0.4) ? now + dice.whole(10_000, timeoutAt - now) : undefined;
  const runId = server.createRun({ task: "payout-agent", metadata: {} });
  const request = requestOf(index, decideBy);
  const tokenId = server.createToken({ tags: formatGateTags(request, runId), timeoutAt });
  world.deadlines.set(tokenId, Math.min(timeoutAt, decideBy ?? timeoutAt));
  const task: WaitingTask = {
    runId,
    tokenId,
    request,
    digest: digestOf(request, world.crypto),
    accepts: machines.map(({ keyId }) => keyId),
    resumed: false,
  };
  world.witness.note(`task ${runId} waits at ${tokenId}`);
  time.at(now + dice.pick([0, 0, dice.whole(0, 3_000), dice.whole(0, 40_000)]), () => publish(world, task));
  if (dice.chance(profile.mutations)) time.at(now + dice.whole(1_000, 60_000), () => mutate(world, dice, task));
  if (dice.chance(profile.outside))
    time.at(now + dice.whole(1_000, 60_000), () => {
      if (world.isHealing()) return;
      world.witness.note(`somebody completes ${tokenId} outside`);
      server.complete(tokenId, outsideOutput(dice, task));
    });
  return task;
}

function requestOf(index: number, decideBy: number | undefined): GateRequest {
  return {
    gate: "payout",
    round: 1,
    kind: "payout.create",
    title: `Pay invoice ${index}`,
    urgency: "high",
    requestedBy: "payout-agent",
    parameters: { amount: `${index + 1}00.00`, currency: "EUR", reference: `RE-${index}` },
    parametersSchema: { type: "object" },
    editable: ["/reference"],
    verdicts: ["approve", "reject"],
    effect: "Pays the invoice.",
    rollback: "Nothing was written.",
    ...(decideBy !== undefined && { decideBy: new Date(decideBy).toISOString() }),
    approvals: { needed: 1, step: 1, previous: [] },
    conversation: [],
  };
}

function publish(world: World, task: WaitingTask): void {
  const { digest, accepts, request } = task;
  const envelope = task.resumed ? { digest } : { digest, accepts, request };
  world.server.setMetadata(task.runId, {
    [COUNTERSIGN]: { version: 1, gates: { [task.tokenId]: envelope } },
    note: `callback ${CANARIES[0]}`,
  });
}

function mutate(world: World, dice: Dice, task: WaitingTask): void {
  if (task.resumed || world.isHealing()) return;
  const kind = dice.pick(["rewritten", "tampered", "unlisted", "verdicts", "gone", "ended"]);
  world.witness.note(`task ${task.runId} is ${kind}`);
  const reference = `RE-${dice.whole(1_000, 9_999)}`;
  const rewritten = { ...task.request, parameters: { ...task.request.parameters, reference } };
  if (kind === "gone") return world.server.setMetadata(task.runId, {});
  if (kind === "ended") return world.server.setStatus(task.runId, "CANCELED", `killed by ${CANARIES[2]}`);
  if (kind === "unlisted") task.accepts = [];
  // Somebody else's hand in the metadata: the task itself still asks what it asked.
  if (kind === "tampered") return publish(world, { ...task, request: rewritten });
  if (kind === "rewritten") task.request = rewritten;
  if (kind === "verdicts") task.request = { ...task.request, verdicts: ["reject", "respond"] };
  task.digest = digestOf(task.request, world.crypto);
  publish(world, task);
}

function outsideOutput(dice: Dice, task: WaitingTask): unknown {
  return dice.pick<unknown>([
    { version: 1, withdrawn: true },
    { verdict: "approve" },
    { version: 1, verdict: "approve", tokenId: task.tokenId, requestDigest: task.digest, url: CANARIES[0] },
    `approved with ${CANARIES[1]}`,
    null,
  ]);
}

/** A decision that names one of our operators must be theirs, for what they saw, with the edits they made. */
function checkSigned(world: World, machines: readonly Machine[], task: WaitingTask, decision: Decision): void {
  const operator = machines.find(({ keyId }) => keyId === decision.operator.keyId);
  if (operator === undefined) return;
  // The fake server takes credentials out on the way in, so a comment that quoted one cannot be checked any more.
  if (
    decision.comment?.includes("[removed]") !== true &&
    !isSignedBy(decision, operator.signer.publicKey, world.crypto)
  )
    world.witness.violate("I9", `${decision.decisionId} is not signed by ${operator.name}`);
  if (decision.verdict !== "approve" || decision.requestDigest !== task.digest) return;
  const parameters = applyEdits(task.request.parameters, decision.edits, task.request.editable);
  if (digestOf(parameters, world.crypto) !== decision.parametersDigest)
    world.witness.violate("I9", `${decision.decisionId} approves other parameters than its edits make`);
}

/** What the library makes of a settled token: an effect for a decision that counts, the rollback for everything else. */
function resume(world: World, machines: readonly Machine[], task: WaitingTask): void {
  const token = world.server.token(task.tokenId);
  if (task.resumed || token === undefined || token.status === "WAITING") return;
  task.resumed = true;
  const decision = Decision.safeParse(token.output);
  if (decision.success) checkSigned(world, machines, task, decision.data);
  const deadline = world.deadlines.get(task.tokenId) ?? Number.POSITIVE_INFINITY;
  const counts =
    decision.success &&
    decision.data.verdict === "approve" &&
    decision.data.requestDigest === task.digest &&
    (token.completedAt ?? 0) <= deadline &&
    machines.some(({ signer }) => isSignedBy(decision.data, signer.publicKey, world.crypto));
  if (counts) world.effects.set(task.tokenId, [...(world.effects.get(task.tokenId) ?? []), decision.data.decisionId]);
  publish(world, task);
  if (world.server.readRun(task.runId)?.ended === undefined)
    world.server.setStatus(task.runId, counts ? "COMPLETED" : "FAILED", `ended, ${CANARIES[1]}`);
}
