import { parsePacket } from "@trigger.dev/core/v3";
import { z } from "zod";
import { Digest } from "#core/digest.ts";
import type { PayloadReading } from "#core/payload-page.ts";
import { scrubText } from "#core/scrub.ts";

/** The task that hands out pages of large requests; it ships with the approval library's database files. */
export const READ_TASK = "countersign-read-payload";

const Answer = z.union([
  z.strictObject({ version: z.literal(1), ref: z.string(), page: z.int(), missing: z.literal(true) }),
  z.strictObject({
    version: z.literal(1),
    ref: z.string(),
    digest: Digest,
    bytes: z.int(),
    page: z.int(),
    pages: z.int(),
    data: z.string(),
  }),
]);

/** What of the vendor's reply tells how a reading stands. */
interface RunReply {
  readonly status: string;
  readonly isCompleted: boolean;
  readonly isSuccess: boolean;
  readonly output?: unknown;
  readonly outputPresignedUrl?: string | undefined;
  readonly error?: { readonly message: string } | undefined;
}

/** A stored output: its text and the encoding that it was stored under. */
export interface Packet {
  readonly data: string;
  readonly dataType: string;
}

/** How the reading stands. An output past the vendor's inline limit lies elsewhere: `download` fetches it. */
export async function readPayloadReply(
  reply: RunReply,
  download: (url: string) => Promise<Packet>,
): Promise<PayloadReading> {
  if (!reply.isCompleted) return { state: "pending" };
  if (!reply.isSuccess)
    return {
      state: "failed",
      status: reply.status,
      ...(reply.error && { error: scrubText(reply.error.message).slice(0, 300) }),
    };
  const answer = Answer.safeParse(await outputOf(reply, download));
  // Not scrubbed: it is base64, and what comes of it is held against a digest.
  if (!answer.success) return { state: "failed", status: reply.status, error: "It answered with something else." };
  if ("missing" in answer.data) return { state: "missing" };
  const { data, version: _, ...page } = answer.data;
  return { state: "page", page: { ...page, body: new Uint8Array(Buffer.from(data, "base64")) } };
}

async function outputOf(reply: RunReply, download: (url: string) => Promise<Packet>): Promise<unknown> {
  if (reply.outputPresignedUrl === undefined) return reply.output;
  const packet = await download(reply.outputPresignedUrl);
  try {
    return await parsePacket(packet);
  } catch {
    return undefined;
  }
}
