import { z } from "zod";
import type { AuditLog, Clock, GateStore, StoredGate } from "#app/ports.ts";
import { taggedDeadline } from "#core/gate-tags.ts";
import { TokenId } from "#core/identifiers.ts";
import type { Database } from "./database.ts";
import { jsonOrUndefined } from "./json-text.ts";
import { createUnreadableReport } from "./unreadable-rows.ts";

const GateDocument = z.strictObject({
  environmentId: z.string(),
  tokenId: TokenId,
  tags: z.array(z.string()),
  status: z.enum(["WAITING", "COMPLETED", "TIMED_OUT"]),
  createdAt: z.number(),
  timeoutAt: z.number().exactOptional(),
  firstSeenAt: z.number(),
  envelope: z.unknown().exactOptional(),
  decidedOn: z.unknown().exactOptional(),
  run: z
    .strictObject({
      task: z.string(),
      status: z.string(),
      ended: z.enum(["completed", "failed"]).exactOptional(),
      error: z.string().exactOptional(),
    })
    .exactOptional(),
  settledAt: z.number().exactOptional(),
  settledBy: z.string().exactOptional(),
});
const IdRow = z.strictObject({ token_id: z.string() });
const GateRow = z.strictObject({ token_id: z.string(), document: z.string() });
const SnapshotRow = z.strictObject({ taken_at: z.number() });

/** The last snapshot on disk. A gate that cannot be read back is left out, said in the audit log, and comes again with the next poll. */
export function openGateStore(
  database: Database,
  options: { readonly audit: AuditLog; readonly clock: Pick<Clock, "now"> },
): GateStore {
  const report = createUnreadableReport("gate", options.audit, options.clock);
  const upsert = database.prepare(
    `INSERT INTO gate (token_id, environment_id, status, created_at, settled_at, document, deadline)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (token_id) DO UPDATE SET environment_id = excluded.environment_id, status = excluded.status,
       created_at = excluded.created_at, settled_at = excluded.settled_at, document = excluded.document,
       deadline = excluded.deadline`,
  );
  const waiting = database.prepare(
    `SELECT token_id FROM gate WHERE environment_id = ? AND status = 'WAITING'
     ORDER BY deadline IS NULL, deadline, created_at, token_id`,
  );
  const settled = database.prepare(
    `SELECT token_id, document FROM gate WHERE status <> 'WAITING'
     ORDER BY coalesce(settled_at, created_at) DESC, token_id LIMIT ?`,
  );
  const one = database.prepare("SELECT token_id, document FROM gate WHERE token_id = ?");
  const upsertSnapshot = database.prepare(
    `INSERT INTO snapshot (environment_id, taken_at) VALUES (?, ?)
     ON CONFLICT (environment_id) DO UPDATE SET taken_at = excluded.taken_at`,
  );
  const snapshot = database.prepare("SELECT taken_at FROM snapshot WHERE environment_id = ?");

  function parseRow(row: Record<string, unknown>): StoredGate[] {
    const { token_id, document } = GateRow.parse({ ...row });
    const parsed = GateDocument.safeParse(jsonOrUndefined(document));
    if (parsed.success) return [parsed.data];
    report(token_id, z.prettifyError(parsed.error));
    return [];
  }

  return {
    save: (gates) => {
      if (gates.length === 0) return;
      database.transaction(() => {
        for (const gate of gates)
          upsert.run(
            gate.tokenId,
            gate.environmentId,
            gate.status,
            gate.createdAt,
            gate.settledAt ?? null,
            JSON.stringify(gate),
            taggedDeadline(gate) ?? null,
          );
      });
    },
    waitingIds: (environmentId) =>
      database.read(() => waiting.all(environmentId).map((row) => IdRow.parse({ ...row }).token_id)),
    read: (tokenIds) => database.read(() => tokenIds.flatMap((tokenId) => one.all(tokenId).flatMap(parseRow))),
    find: (tokenId) => database.read(() => one.all(tokenId).flatMap(parseRow)[0]),
    settled: (limit) => database.read(() => settled.all(limit).flatMap(parseRow)),
    saveSnapshotTime: (environmentId, at) =>
      database.transaction(() => {
        upsertSnapshot.run(environmentId, at);
      }),
    snapshotTime: (environmentId) =>
      database.read(() => {
        const row = snapshot.get(environmentId);
        return row === undefined ? undefined : SnapshotRow.parse({ ...row }).taken_at;
      }),
  };
}
