import type { AuditEvent, StoredGate } from "#app/ports.ts";
import type { OutboxEntry, OutboxState } from "#core/outbox.ts";

export const NOON = Date.UTC(2026, 10, 22, 12);

/** A token id that the vendor could have made, one for each number. */
export function tokenId(number: number): string {
  return `waitpoint_${String(number).padStart(16, "0")}`;
}

/** A UUID v7, one for each number. */
export function decisionId(number: number): string {
  return `019aab00-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

export function sampleGate(number: number, changes: Partial<StoredGate> = {}): StoredGate {
  return {
    environmentId: "env-1",
    tokenId: tokenId(number),
    tags: ["countersign", "title:Pay ACME 🦊"],
    status: "WAITING",
    createdAt: NOON + number,
    firstSeenAt: NOON + number + 0.5,
    ...changes,
  };
}

export function sampleEntry(number: number, changes: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    decisionId: decisionId(number),
    environmentId: "env-1",
    tokenId: tokenId(number),
    runId: "run_0000000000000001",
    title: `Pay ACME GmbH ${number}`,
    verdict: "approve",
    requestDigest: `sha256-${"ab".repeat(32)}`,
    decisionJson: `{"version":1,"comment":"“quoted” \\u0000 🦊 ${number}"}`,
    recordedAt: NOON + number,
    attempts: 0,
    status: queued(NOON),
    ...changes,
  };
}

export function queued(nextAttemptAt: number): OutboxState {
  return { state: "queued", nextAttemptAt, reason: "first" };
}

export function event(kind: string, data: Record<string, unknown> = {}): AuditEvent {
  return { at: NOON, kind, data };
}

/** An event that no log can take, because its instant is none. */
export const impossibleEvent: AuditEvent = { at: Number.NaN, kind: "impossible", data: {} };
