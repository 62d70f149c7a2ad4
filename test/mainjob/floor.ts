import type { ApiClient } from "@trigger.dev/core/v3";

const FRAME_MS = 1_000 / 60;

/**
 * What the same calls cost without a console: re-validate (token and run, together), complete, read back; from plain Node
 * over the same SDK client, plus one frame. Milliseconds.
 */
export async function measureFloor(
  client: ApiClient,
  gates: readonly { readonly tokenId: string; readonly runId: string }[],
): Promise<number[]> {
  const samples: number[] = [];
  for (const { tokenId, runId } of gates) {
    const startedAt = performance.now();
    await Promise.all([client.retrieveWaitpointToken(tokenId), client.retrieveRun(runId)]);
    await client.completeWaitpointToken(tokenId, { data: { version: 1, withdrawn: true } });
    await client.retrieveWaitpointToken(tokenId);
    samples.push(performance.now() - startedAt + FRAME_MS);
  }
  return samples;
}
