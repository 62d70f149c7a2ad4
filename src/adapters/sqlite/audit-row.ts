import { z } from "zod";
import { AuditEntry } from "#core/audit-chain.ts";
import { canonicalJson } from "#core/canonical.ts";
import { jsonOrUndefined } from "./json-text.ts";

/** An audit entry as its row holds it. */
export const StoredEntry = AuditEntry.extend({
  data: z.string().transform(jsonOrUndefined).pipe(AuditEntry.shape.data),
});
export type StoredEntry = z.infer<typeof StoredEntry>;

/** How an entry is written. */
export const insertEntry = {
  sql: "INSERT INTO audit (seq, at, kind, data, previous, hash) VALUES (:seq, :at, :kind, :data, :previous, :hash)",
  values: (entry: AuditEntry) => ({ ...entry, data: canonicalJson(entry.data) }),
};
