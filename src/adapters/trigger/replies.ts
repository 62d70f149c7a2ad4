import { parsePacket } from "@trigger.dev/core/v3";
import type { Run, Token } from "#app/ports.ts";
import { RunId, TokenId } from "#core/identifiers.ts";
import { scrubText, scrubValue } from "#core/scrub.ts";

/** A token in the vendor's reply; `url`, the callback that completes it without a key, is not even named here. */
interface TokenReply {
  readonly id: string;
  readonly status: Token["status"];
  readonly tags: readonly string[];
  readonly createdAt: Date;
  readonly timeoutAt?: Date | undefined;
  readonly completedAt?: Date | undefined;
  readonly output?: string | undefined;
  readonly outputType?: string | undefined;
}

interface RunReply {
  readonly id: string;
  readonly taskIdentifier: string;
  readonly status: string;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly error?: { readonly message: string } | undefined;
}

const COMPLETED = new Set(["COMPLETED"]);
const FAILED = new Set(["CANCELED", "CRASHED", "EXPIRED", "FAILED", "SYSTEM_FAILURE", "TIMED_OUT"]);

/** The port's token: fields are picked, never spread, so that nothing unnamed comes along. Undefined for an id we could not ask for. */
export async function readToken(reply: TokenReply): Promise<Token | undefined> {
  const tokenId = TokenId.safeParse(reply.id);
  if (!tokenId.success) return undefined;
  const output = await readOutput(reply);
  return {
    tokenId: tokenId.data,
    status: reply.status,
    tags: reply.tags.map(scrubText),
    createdAt: reply.createdAt.getTime(),
    ...(reply.timeoutAt && { timeoutAt: reply.timeoutAt.getTime() }),
    ...(reply.completedAt && { completedAt: reply.completedAt.getTime() }),
    ...(output !== undefined && { output }),
  };
}

/** The port's run, undefined for an id we could not ask for. */
export function readRun(reply: RunReply): Run | undefined {
  const runId = RunId.safeParse(reply.id);
  if (!runId.success) return undefined;
  return {
    runId: runId.data,
    task: scrubText(reply.taskIdentifier),
    status: reply.status,
    ended: ending(reply.status),
    metadata: scrubValue(reply.metadata ?? {}) as Run["metadata"],
    ...(reply.error && { error: scrubText(reply.error.message) }),
  };
}

// Whoever holds the callback URL writes the output, so it may be anything. What cannot be decoded is as good as none:
// our own decisions are small JSON and always can.
async function readOutput({ output, outputType }: TokenReply): Promise<unknown> {
  if (output === undefined) return undefined;
  try {
    return scrubValue(await parsePacket({ data: output, dataType: outputType ?? "application/json" }));
  } catch {
    return undefined;
  }
}

function ending(status: string): Run["ended"] {
  if (COMPLETED.has(status)) return "completed";
  return FAILED.has(status) ? "failed" : undefined;
}
