import { createFakeGateway } from "#adapters/fake/fake-gateway.ts";
import { createFakeServer, type FakeServer } from "#adapters/fake/fake-server.ts";
import type { Fault, FakeCall } from "#adapters/fake/fault.ts";
import { type MemoryStore, openMemoryStore } from "#adapters/fake/memory-store.ts";
import type { DeliveryPorts } from "#app/delivery-step.ts";
import { createLink, type Environment } from "#app/environment.ts";
import type { Clock, Timer } from "#app/ports.ts";
import { createServerTime } from "#app/server-time.ts";
import { signDecision } from "#core/decision.ts";
import { digestOf } from "#core/digest.ts";
import { COUNTERSIGN, type GateRequest } from "#core/envelope.ts";
import { formatGateTags } from "#core/gate-tags.ts";
import type { RunId, TokenId } from "#core/identifiers.ts";
import { keyIdOf } from "#core/operators.ts";
import type { OutboxEntry, OutboxState } from "#core/outbox.ts";
import { createSimCrypto } from "./sim-crypto.ts";
import { createVirtualTime, type VirtualTime } from "./virtual-time.ts";

const START = Date.UTC(2026, 10, 22, 12);
const ENVIRONMENT_ID = "proj_stage:development";

/** One gate on a fake server and a console's ports around one decision on it, in virtual time. */
export interface DeliveryStage {
  readonly time: VirtualTime;
  readonly timer: Timer;
  readonly clock: Clock;
  readonly server: FakeServer;
  readonly store: MemoryStore;
  readonly ports: DeliveryPorts;
  readonly environment: Environment;
  readonly tokenId: TokenId;
  readonly runId: RunId;
  /** Every call that was made, in order. */
  readonly calls: string[];
  /** What goes wrong with every call from now on; nothing by default. */
  chaos: (call: FakeCall) => Fault;
  /** Puts a decision on disk in that state. */
  record(status?: OutboxState, attempts?: number): OutboxEntry;
  entry(): OutboxEntry;
  /** The task asks something else from now on. */
  publish(change?: Partial<GateRequest>, accepts?: readonly string[]): void;
  /** Follows a promise through virtual time to its end. */
  finish<T>(promise: Promise<T>): Promise<T>;
}

interface StageOptions {
  readonly timeoutMs?: number;
  readonly replicaLagMs?: number;
}

export function createDeliveryStage({ timeoutMs = 600_000, replicaLagMs = 0 }: StageOptions = {}): DeliveryStage {
  const time = createVirtualTime(START);
  const crypto = createSimCrypto();
  const signer = crypto.signer("operator");
  const keyId = keyIdOf(signer.publicKey, crypto);
  const clock: Clock = { now: time.now, monotonic: () => time.now() - START };
  const timer = timerOn(time);
  const server = createFakeServer({ now: time.now, replicaLag: () => replicaLagMs });
  const store = openMemoryStore({ crypto, signer: () => signer });
  const serverTime = createServerTime(clock);
  const calls: string[] = [];
  const runId = server.createRun({ task: "payout-agent" });
  const tokenId = server.createToken({ tags: formatGateTags(request, runId), timeoutAt: START + timeoutMs });
  let recorded = 0;
  const digest = digestOf(request, crypto);
  const stage: DeliveryStage = {
    time,
    timer,
    clock,
    server,
    store,
    tokenId,
    runId,
    calls,
    chaos: () => ({ kind: "none" }),
    ports: {
      clock,
      random: { fraction: () => 0.5, uuid: String },
      crypto,
      outbox: store.outbox,
      store: store.gates,
      keyId: () => keyId,
    },
    environment: {
      id: ENVIRONMENT_ID,
      name: "Stage",
      kind: "development",
      address: "https://stage.example",
      link: createLink(() => undefined),
      time: serverTime,
      gateway: createFakeGateway({
        server,
        clock,
        timer,
        latency: () => 10,
        onServerTime: (sample) => serverTime.learn(sample),
        chaos: (call) => {
          calls.push(call.method);
          return stage.chaos(call);
        },
      }),
    },
    publish: (change = {}, accepts = [keyId]) => {
      const asked = { ...request, ...change };
      const envelope = { digest: digestOf(asked, crypto), accepts, request: asked };
      server.setMetadata(runId, { [COUNTERSIGN]: { version: 1, gates: { [tokenId]: envelope } } });
    },
    record: (status = { state: "queued", reason: "first", nextAttemptAt: 0 }, attempts = 0) => {
      recorded += 1;
      const decisionId = `019ab3f0-0000-7000-8000-00000000000${recorded}`;
      const decision = signDecision(
        {
          version: 1,
          decisionId,
          tokenId,
          runId,
          requestDigest: digest,
          verdict: "approve",
          edits: [],
          parametersDigest: digestOf(request.parameters, crypto),
          decidedAt: new Date(START).toISOString(),
          operator: { name: "Ada", keyId },
          auditHead: digest,
        },
        signer,
      );
      const entry: OutboxEntry = {
        decisionId,
        environmentId: ENVIRONMENT_ID,
        tokenId,
        runId,
        title: request.title,
        verdict: "approve",
        requestDigest: digest,
        decisionJson: JSON.stringify(decision),
        deadline: START + timeoutMs,
        recordedAt: START,
        attempts,
        status,
      };
      store.outbox.record(entry, { at: START, kind: "decision.recorded", data: { decision } });
      return entry;
    },
    entry: () => {
      const [newest] = store.outbox.recent(1);
      if (newest === undefined) throw new TypeError("Nothing was recorded.");
      return newest;
    },
    finish: async (promise) => {
      let isDone = false;
      const ended = promise.finally(() => {
        isDone = true;
      });
      ended.catch(() => undefined);
      await time.run(START + 86_400_000, () => isDone);
      return ended;
    },
  };
  stage.publish();
  return stage;
}

const request: GateRequest = {
  gate: "payout",
  round: 1,
  kind: "payout.create",
  title: "Pay ACME GmbH",
  urgency: "high",
  requestedBy: "payout-agent",
  parameters: { amount: "100.00", currency: "EUR", reference: "RE-1" },
  parametersSchema: { type: "object" },
  editable: [],
  verdicts: ["approve", "reject"],
  effect: "Pays the invoice.",
  rollback: "Nothing was written.",
  approvals: { needed: 1, step: 1, previous: [] },
  conversation: [],
};

function timerOn(time: VirtualTime): Timer {
  return {
    after: (milliseconds, callback) => {
      let cancelled = false;
      time.at(time.now() + milliseconds, () => {
        if (!cancelled) callback();
      });
      return () => {
        cancelled = true;
      };
    },
  };
}
