import { z } from "zod";
import { PAGE_BYTES } from "#core/payload-page.ts";
import type { LargePayload, PayloadStore } from "#trigger/approval/index.ts";
import { openDatabase } from "./database.ts";

/** Requests above 16 KiB in PostgreSQL. */
export const databasePayloads: PayloadStore = {
  async put(payload: LargePayload): Promise<void> {
    const pool = await openDatabase();
    await pool.query(
      `insert into approval_payloads (ref, run_id, digest, bytes, body) values ($1, $2, $3, $4, $5)
       on conflict (ref) do nothing`,
      [payload.ref, payload.runId, payload.digest, payload.bytes, Buffer.from(payload.text)],
    );
  },
};

const Page = z.object({ digest: z.string(), bytes: z.int(), body: z.instanceof(Buffer) });

/** One page of a kept request, counted from 0; undefined where there is no such payload. An end page may be empty. */
export async function readPayloadPage(
  ref: string,
  page: number,
): Promise<{ digest: string; bytes: number; body: Buffer } | undefined> {
  const pool = await openDatabase();
  const found = await pool.query(
    "select digest, bytes, substring(body from $2 for $3) as body from approval_payloads where ref = $1",
    [ref, page * PAGE_BYTES + 1, PAGE_BYTES],
  );
  return found.rows.length === 0 ? undefined : Page.parse(found.rows[0]);
}
