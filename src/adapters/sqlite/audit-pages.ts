import { z } from "zod";
import type { AuditEntry } from "#core/audit-chain.ts";
import { Digest } from "#core/digest.ts";
import { Verdict } from "#core/envelope.ts";
import { TokenId } from "#core/identifiers.ts";
import { StoredEntry } from "./audit-row.ts";
import type { Database } from "./database.ts";
import { jsonOrUndefined } from "./json-text.ts";

/** The decision that an entry is about, as the outbox has it. */
interface AuditedDecision {
  readonly decisionId: string;
  readonly tokenId: TokenId;
  readonly title: string;
  readonly verdict: Verdict;
  readonly digest: Digest;
}

/** One entry as it stands on disk; `entry` is undefined where the row does not read. */
export interface AuditRow {
  readonly seq: number;
  readonly entry: AuditEntry | undefined;
  readonly decision: AuditedDecision | undefined;
}

/** Reads the audit log in pieces, so that a long one is never in memory as a whole. */
export interface AuditPages {
  /** Entries newest first; where something is searched, those of decisions whose gate's title or id holds it. */
  page(query: { readonly offset: number; readonly limit: number; readonly search: string }): {
    readonly total: number;
    readonly rows: readonly AuditRow[];
  };
  find(seq: number): AuditRow | undefined;
  /** The entries that follow that number, oldest first. */
  after(seq: number, limit: number): readonly Pick<AuditRow, "seq" | "entry">[];
  /** Heads that the newest decisions carry away to the server, each signed with its decision. */
  witnesses(): readonly string[];
}

/** As the index has it, letter for letter. */
const DECISION_OF = `CAST(CASE WHEN json_valid(data) THEN coalesce(json_extract(data, '$.decisionId'), json_extract(data, '$.decision.decisionId')) END AS TEXT)`;
const ENTRY = "audit.seq, audit.at, audit.kind, audit.data, audit.previous, audit.hash";
const WITH_DECISION = `SELECT ${ENTRY}, decision.decision_id, decision.token_id, decision.title, decision.verdict, decision.request_digest
  FROM audit LEFT JOIN decision ON decision.decision_id = (${DECISION_OF})`;
// From the decisions, of which there are a few for each day, to their entries by the index, and never the other way round.
const MATCHING = `decision CROSS JOIN audit ON (${DECISION_OF}) = decision.decision_id
  WHERE decision.title LIKE :like ESCAPE '\\' OR decision.decision_id LIKE :like ESCAPE '\\' OR decision.token_id LIKE :like ESCAPE '\\'`;
// The numbers first: what is passed over on the way to a far page is neither parsed nor joined.
const NEWEST_OF = "ORDER BY audit.seq DESC LIMIT :limit OFFSET :offset";
const WITNESSES = 200;

const Count = z.strictObject({ total: z.int() });
const Decision = z.object({
  decision_id: z.string(),
  token_id: TokenId,
  title: z.string().transform(jsonOrUndefined).pipe(z.string()),
  verdict: Verdict,
  request_digest: Digest,
});
const Witness = z.object({ auditHead: z.string() });

export function openAuditPages(database: Database): AuditPages {
  const count = database.prepare("SELECT count(*) AS total FROM audit");
  const newest = database.prepare(
    `${WITH_DECISION} WHERE audit.seq IN (SELECT seq FROM audit ${NEWEST_OF}) ORDER BY audit.seq DESC`,
  );
  const countMatching = database.prepare(`SELECT count(*) AS total FROM ${MATCHING}`);
  const matching = database.prepare(
    `${WITH_DECISION} WHERE audit.seq IN (SELECT audit.seq FROM ${MATCHING} ${NEWEST_OF}) ORDER BY audit.seq DESC`,
  );
  const one = database.prepare(`${WITH_DECISION} WHERE audit.seq = ?`);
  const following = database.prepare(`SELECT ${ENTRY} FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`);
  const decisions = database.prepare(`SELECT decision_json FROM decision ORDER BY sequence DESC LIMIT ${WITNESSES}`);

  return {
    page: ({ offset, limit, search }) =>
      database.read(() => {
        const wanted = search.trim();
        if (wanted === "")
          return { total: Count.parse({ ...count.get() }).total, rows: newest.all({ limit, offset }).map(readRow) };
        const like = likeText(wanted);
        return {
          total: Count.parse({ ...countMatching.get({ like }) }).total,
          rows: matching.all({ like, limit, offset }).map(readRow),
        };
      }),
    find: (seq) => database.read(() => one.all(seq).map(readRow)[0]),
    after: (seq, limit) => database.read(() => following.all(seq, limit).map(readEntry)),
    witnesses: () =>
      database.read(() =>
        decisions.all().flatMap((row) => {
          const decision = Witness.safeParse(jsonOrUndefined(String(row["decision_json"])));
          return decision.success ? [decision.data.auditHead] : [];
        }),
      ),
  };
}

function readEntry({ seq, at, kind, data, previous, hash }: Record<string, unknown>): Pick<AuditRow, "seq" | "entry"> {
  return { seq: Number(seq), entry: StoredEntry.safeParse({ seq, at, kind, data, previous, hash }).data };
}

function readRow(row: Record<string, unknown>): AuditRow {
  const decision = Decision.safeParse({ ...row });
  return {
    ...readEntry(row),
    decision: decision.success
      ? {
          decisionId: decision.data.decision_id,
          tokenId: decision.data.token_id,
          title: decision.data.title,
          verdict: decision.data.verdict,
          digest: decision.data.request_digest,
        }
      : undefined,
  };
}

// Titles are stored as JSON text, so the words are searched as JSON writes them.
function likeText(search: string): string {
  const text = JSON.stringify(search).slice(1, -1);
  return `%${text.replaceAll(/[\\%_]/gu, (special) => `\\${special}`)}%`;
}
