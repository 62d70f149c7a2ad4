import type { ApiClient } from "@trigger.dev/core/v3";
import { envelope, rewriteEnvelope } from "#test/console/gates.ts";
import type { Network } from "./network.ts";
import type { OpenGate } from "./open-gates.ts";
import type { Fate } from "./planned-gates.ts";
import type { Rival } from "./rival.ts";

/** Long enough to decide, and for what is done behind the console's back. */
const BACK_TURNED_MS = 4_000;
const PAST_DEADLINE_MS = 1_500;
/** With less time left than this no decision would be taken before the deadline. */
const TOO_SHORT_MS = 5_000;

export interface FatePorts {
  readonly server: ApiClient;
  readonly network: Network;
  readonly rival: Rival;
}

/** Cuts the network where that gate's fate is to come while the console cannot see it. */
export async function turnBack({ server, network }: FatePorts, fate: Fate, gate: OpenGate): Promise<void> {
  switch (fate) {
    case "left-alone":
      return;
    case "rival-decides":
    case "request-changes":
      return network.cut(BACK_TURNED_MS);
    case "deadline-passes": {
      const { timeoutAt } = await server.retrieveWaitpointToken(gate.tokenId);
      const left = timeoutAt === undefined ? 0 : timeoutAt.getTime() - Date.now();
      if (left > TOO_SHORT_MS) await network.cut(left + PAST_DEADLINE_MS);
    }
  }
}

/** Lets it happen; a deadline passes by itself. */
export async function meetFate({ server, rival }: FatePorts, fate: Fate, gate: OpenGate): Promise<void> {
  if (fate === "rival-decides") await rival.approve(gate);
  if (fate !== "request-changes") return;
  const { request, accepts } = gate.envelope;
  const parameters = { ...request.parameters, amount: "9999.00" };
  await rewriteEnvelope(server, gate, envelope(accepts[0] ?? "", { ...request, parameters }));
}
