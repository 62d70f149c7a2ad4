import type { AuditPages, AuditRow } from "#adapters/sqlite/audit-pages.ts";
import { ConsoleError } from "#core/error.ts";
import type { AuditCheck, AuditEntryView } from "#ipc/audit-views.ts";
import type { Handlers } from "#ipc/contract.ts";

export type AuditHandlers = Pick<Handlers, "audit.page" | "audit.entry" | "audit.check">;

const LONGEST = 400;

/** Serves the audit log as a person reads it. */
export function createAuditHandlers(pages: AuditPages, check: () => Promise<AuditCheck>): AuditHandlers {
  return {
    "audit.page": async (query) => {
      const { total, rows } = pages.page(query);
      return { total, offset: query.offset, entries: rows.map(presentEntry) };
    },
    "audit.entry": async ({ seq }) => {
      const row = pages.find(seq);
      if (row === undefined) throw new ConsoleError("audit/broken", `There is no entry ${seq} in the audit log.`);
      const { entry } = row;
      return {
        entry: presentEntry(row),
        ...(entry !== undefined && { hash: entry.hash, previous: entry.previous }),
        data: entry === undefined ? "" : JSON.stringify(entry.data, null, 2),
      };
    },
    "audit.check": check,
  };
}

function presentEntry({ seq, entry, decision }: AuditRow): AuditEntryView {
  const view: AuditEntryView = {
    seq,
    kind: entry?.kind ?? "unreadable",
    ...(decision !== undefined && { decision: { ...decision, title: short(decision.title) } }),
  };
  if (entry === undefined) return view;
  const who = nameIn(entry.data["decision"], "operator") ?? nameIn(entry.data, "winner");
  const about = ["reason", "cause", "name", "table", "keptAs"].map((key) => entry.data[key]).find(isText);
  return {
    ...view,
    at: Date.parse(entry.at),
    ...(who !== undefined && { who: short(who) }),
    ...(about !== undefined && { about: short(about) }),
  };
}

function nameIn(value: unknown, key: string): string | undefined {
  const named = memberOf(memberOf(value, key), "name");
  return isText(named) ? named : undefined;
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function short(text: string): string {
  return text.slice(0, LONGEST);
}
