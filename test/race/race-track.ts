import { parsePacket } from "@trigger.dev/core/v3";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { GateRequest } from "#core/envelope.ts";
import type { TokenId } from "#core/identifiers.ts";
import { serveSandbox } from "#sandbox/serve.ts";
import { openRaceConsole, type RaceConsole } from "./race-console.ts";

const Written = z.object({ gates: z.tuple([z.object({ tokenId: z.string() })]) });
const Settled = z.object({ status: z.literal("COMPLETED"), output: z.string(), outputType: z.string() });
const Output = z.object({ decisionId: z.string(), operator: z.object({ name: z.string() }) });

/** How one round ended, by what the server holds and what the two consoles say. */
export interface Round {
  readonly delivered: boolean;
  readonly superseded: boolean;
  readonly winnerNamed: boolean;
  /** Both consoles sent; where not, the slower one saw in time that it was too late. */
  readonly bothSent: boolean;
}

/** One server and two consoles at it; rounds are run one after another. */
export interface RaceTrack {
  round(index: number): Promise<Round>;
  close(): Promise<void>;
}

/** `ask` is the fetch that speaks to the server past both consoles. */
export async function openRaceTrack(ask: typeof fetch): Promise<RaceTrack> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-race-"));
  const failures: unknown[] = [];
  const server = await serveSandbox({
    file: ":memory:",
    port: 0,
    faults: { rateLimitPerMinute: 1_000_000 },
    taskEnvironment: () => ({}),
    report: (error) => failures.push(error),
  });
  const { url } = server;
  const key = server.identity.secretKey;
  const consoles = [
    openRaceConsole({ name: "Ada", folder, url, key }),
    openRaceConsole({ name: "Bob", folder, url, key }),
  ] as const;

  async function call(path: string, body?: unknown): Promise<unknown> {
    const response = await ask(new URL(path, url), {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  async function writeGate(index: number): Promise<TokenId> {
    const accepts = consoles.map(({ keyId }) => keyId);
    const gate = { request: requestOf(index), timeout: "10m", accepts };
    return Written.parse(await call("/sandbox/gates", { gates: [gate] })).gates[0].tokenId;
  }

  return {
    round: async (index) => {
      const tokenId = await writeGate(index);
      await Promise.all(consoles.map((console) => console.read(tokenId)));
      await Promise.all(consoles.map((console) => approveSoon(console, tokenId)));
      const entries = await Promise.all(consoles.map((console) => console.ended(tokenId)));
      const settled = Settled.parse(await call(`/api/v1/waitpoints/tokens/${tokenId}`));
      const truth = Output.parse(await parsePacket({ data: settled.output, dataType: settled.outputType }));
      const winner = entries.find(({ decisionId }) => decisionId === truth.decisionId);
      const loser = entries.find(({ decisionId }) => decisionId !== truth.decisionId);
      return {
        delivered: winner?.status.state === "delivered",
        superseded: loser?.status.state === "superseded",
        winnerNamed:
          loser?.status.state === "superseded" &&
          loser.status.winner.name === truth.operator.name &&
          loser.status.winner.decisionId === truth.decisionId,
        bothSent: entries.every(({ attempts }) => attempts > 0),
      };
    },
    close: async () => {
      for (const console of consoles) console.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
      if (failures.length > 0) throw new AggregateError(failures, "The sandbox failed on its own side.");
    },
  };
}

/** Nobody presses at the same microsecond. */
async function approveSoon(console: RaceConsole, tokenId: TokenId): Promise<void> {
  await sleep(Math.random() * 4);
  console.approve(tokenId);
}

function requestOf(index: number): GateRequest {
  return {
    gate: "payout",
    round: 1,
    kind: "payout.create",
    title: `Pay invoice ${index}`,
    urgency: "high",
    requestedBy: "payout-agent",
    parameters: { amount: "100.00", currency: "EUR" },
    parametersSchema: { type: "object" },
    editable: [],
    verdicts: ["approve", "reject"],
    effect: "Pays the invoice.",
    rollback: "Nothing was written.",
    approvals: { needed: 1, step: 1, previous: [] },
    conversation: [],
  };
}
