import { AbortTaskRunError, task } from "@trigger.dev/sdk";
import { z } from "zod";
import { pageCount } from "#core/payload-page.ts";
import { readPayloadPage } from "./db/approval-payloads.ts";

const Payload = z.strictObject({
  ref: z.string().regex(/^approval_payloads\/[a-z0-9_-]+$/u),
  /** Counted from 0. */
  page: z.int().min(0).max(10_000),
});

/**
 * Hands the console a request that is too large for a run's metadata, 1 MiB a page, so that no database password ever
 * reaches a desktop. The page's bytes are base64: a page may end inside a character.
 */
export const readPayload = task({
  id: "countersign-read-payload",
  // Its own queue: a screen that loads must not wait behind runs that pay, nor hold them up.
  queue: { name: "countersign-read-payload", concurrencyLimit: 10 },
  retry: { maxAttempts: 2, minTimeoutInMs: 200, maxTimeoutInMs: 1_000, factor: 2 },
  run: async (input: z.input<typeof Payload>) => {
    const payload = Payload.safeParse(input);
    if (!payload.success) throw new AbortTaskRunError(`The payload is invalid.\n${z.prettifyError(payload.error)}`);
    const { ref, page } = payload.data;
    const found = await readPayloadPage(ref, page);
    // An answer, not a failure: the console tells a row that is gone from a database that is.
    if (found === undefined) return { version: 1 as const, ref, page, missing: true as const };
    const { digest, bytes, body } = found;
    const pages = pageCount(bytes);
    if (page >= pages) throw new AbortTaskRunError(`There is no page ${page} of ${ref}: it has ${pages}.`);
    return { version: 1 as const, ref, digest, bytes, page, pages, data: body.toString("base64") };
  },
});
