import { type ApiClient, parsePacket } from "@trigger.dev/core/v3";
import { Decision } from "#core/decision.ts";

/** A token as the server itself tells it. */
export interface ServerToken {
  readonly status: "WAITING" | "COMPLETED" | "TIMED_OUT";
  /** The decision that it was completed with; undefined where it was not, or with something else. */
  readonly decision: Decision | undefined;
}

export async function readServerToken(server: ApiClient, tokenId: string): Promise<ServerToken> {
  const { status, output, outputType } = await server.retrieveWaitpointToken(tokenId);
  if (status !== "COMPLETED" || output === undefined) return { status, decision: undefined };
  const decoded: unknown = await parsePacket({ data: output, dataType: outputType ?? "application/json" });
  return { status, decision: Decision.safeParse(decoded).data };
}
