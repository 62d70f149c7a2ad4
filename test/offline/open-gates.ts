import type { ApiClient } from "@trigger.dev/core/v3";
import { z } from "zod";
import { Digest } from "#core/digest.ts";
import { COUNTERSIGN, GateRequest } from "#core/envelope.ts";
import { parseGateTags } from "#core/gate-tags.ts";
import { type RunId, TokenId } from "#core/identifiers.ts";

/** Where a gate lives on the server, found by the title that its tags carry. */
export interface GatePlace {
  readonly tokenId: TokenId;
  readonly runId: RunId;
}

/** A gate as the server has it, asked without going through the console. */
export interface OpenGate extends GatePlace {
  readonly envelope: z.infer<typeof Envelope>;
}

const Envelope = z.object({ digest: Digest, accepts: z.array(z.string()), request: GateRequest });
const Metadata = z.object({ [COUNTERSIGN]: z.object({ gates: z.record(z.string(), z.unknown()) }) });

/** Every gate that there ever was, by title. */
export async function findPlaces(server: ApiClient): Promise<Map<string, GatePlace>> {
  const places = new Map<string, GatePlace>();
  for await (const { id, tags } of server.listWaitpointTokens({ limit: 100 })) {
    const { title, runId } = parseGateTags(tags);
    if (title !== undefined && runId !== undefined) places.set(title, { tokenId: TokenId.parse(id), runId });
  }
  return places;
}

/** @throws Error from zod where the gate has been settled: its envelope has shrunk. */
export async function readOpenGate(server: ApiClient, place: GatePlace): Promise<OpenGate> {
  const { metadata } = await server.retrieveRun(place.runId);
  const gates = Metadata.parse(metadata)[COUNTERSIGN].gates;
  return { ...place, envelope: Envelope.parse(gates[place.tokenId]) };
}
