import type { MessageId } from "#renderer/messages/en.ts";
import type { Words } from "#renderer/messages/words.ts";
import type { AuditEntry } from "./use-audit.ts";

const KINDS: Readonly<Record<string, MessageId>> = {
  "decision.queued": "audit.kind.queued",
  "decision.sending": "audit.kind.sending",
  "decision.confirming": "audit.kind.confirming",
  "decision.delivered": "audit.kind.delivered",
  "decision.superseded": "audit.kind.superseded",
  "decision.expired": "audit.kind.expired",
  "decision.parked": "audit.kind.parked",
  "decision.undo": "audit.kind.undo",
  "decision.withdraw": "audit.kind.withdraw",
  "decision.send-anyway": "audit.kind.sendAnyway",
  "decision.look-again": "audit.kind.lookAgain",
  "environment.removed": "audit.kind.environmentRemoved",
  "store.restored": "audit.kind.restored",
  "store.row-unreadable": "audit.kind.rowUnreadable",
  checkpoint: "audit.kind.checkpoint",
  unreadable: "audit.kind.unreadable",
};

/** What happened, in words; a kind that these do not know stays as the log has it. */
export function whatHappened({ kind, decision }: AuditEntry, words: Words): string {
  if (kind === "decision.recorded" && decision !== undefined)
    return words("audit.kind.recorded", { verdict: words(`verdict.done.${decision.verdict}`) });
  const known = KINDS[kind];
  return known === undefined ? kind : words(known);
}

/** Enough of a digest to compare two by eye. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256-/u, "").slice(0, 12);
}
