import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** A page of a newest-first list: `after` walks towards older rows, `before` towards newer ones. Cursors are bare ids. */
export interface PageRequest {
  readonly size: number;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

export interface Page<T> {
  readonly items: T[];
  readonly next?: string;
  readonly previous?: string;
}

interface PageQuery<T> {
  readonly connection: DatabaseSync;
  readonly table: "waitpoints" | "runs";
  readonly where: readonly string[];
  readonly values: readonly SQLInputValue[];
  readonly page: PageRequest;
  readonly parse: (body: unknown) => T;
}

/** Reads one row more than asked for, so that a further page is promised only where there is one. */
export function readPage<T>({ connection, table, where, values, page, parse }: PageQuery<T>): Page<T> {
  // The vendor's client sends both when it turns back; the way back is what was meant.
  const backwards = page.before !== undefined;
  const cursor = page.before ?? page.after;
  const seq = cursor === undefined ? undefined : seqOf(connection, table, cursor);
  const conditions = [...where];
  const parameters = [...values];
  if (seq !== undefined) {
    conditions.push(backwards ? "seq > ?" : "seq < ?");
    parameters.push(seq);
  }
  const filter = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  const sql = `SELECT id, body FROM ${table} ${filter} ORDER BY seq ${backwards ? "ASC" : "DESC"} LIMIT ?`;
  const rows = connection.prepare(sql).all(...parameters, page.size + 1);
  const more = rows.length > page.size;
  const shown = rows.slice(0, page.size);
  if (backwards) shown.reverse();
  const first = shown[0]?.["id"];
  const last = shown.at(-1)?.["id"];
  const hasOlder = backwards ? shown.length > 0 : more;
  const hasNewer = backwards ? more : seq !== undefined && shown.length > 0;
  return {
    items: shown.map((row) => parse(JSON.parse(String(row["body"])))),
    ...(hasOlder ? { next: bareId(String(last)) } : {}),
    ...(hasNewer ? { previous: bareId(String(first)) } : {}),
  };
}

/** `waitpoint_abc` → `abc`: the vendor's cursors carry no prefix. */
export function bareId(id: string): string {
  return id.slice(id.indexOf("_") + 1);
}

// An unknown cursor sorts by its own text at the vendor; here it starts from the newest row, which loses nothing.
function seqOf(connection: DatabaseSync, table: "waitpoints" | "runs", cursor: string): number | undefined {
  const id = `${table === "runs" ? "run" : "waitpoint"}_${bareId(cursor)}`;
  const row = connection.prepare(`SELECT seq FROM ${table} WHERE id = ?`).get(id);
  return row === undefined ? undefined : Number(row["seq"]);
}
