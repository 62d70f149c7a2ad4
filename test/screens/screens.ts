import type { Page } from "@playwright/test";
import { manyGates, type SampleGate } from "#test/web/sample-gates.ts";
import type { ScriptedMain } from "#test/web/scripted-handlers.ts";
import { decisionOn, MORNING, queueWith } from "./scenery.ts";
import * as ways from "./ways.ts";

/** One screen of the window, as it is photographed. */
export interface Screen {
  readonly name: string;
  /** What waits; the morning's queue unless given. */
  readonly gates?: () => SampleGate[];
  readonly prepare?: (main: ScriptedMain) => void;
  /** From the opened window to what is shown. */
  readonly show?: (page: Page, main: ScriptedMain) => Promise<void>;
  readonly locale?: "de-DE";
  readonly forcedColors?: "active";
}

const supersededBy = { who: "operator", name: "Amara Okafor", verdict: "reject" } as const;
const superseded = decisionOn({ state: "superseded", completedAt: MORNING - 60_000, winner: supersededBy });
const rejected = decisionOn(
  { state: "delivered", completedAt: MORNING - 60_000, late: false },
  { verdict: "reject", comment: "The invoice was paid on 3 November already.", runEnd: "completed" },
);

/** Every screen there is, each in the state in which it has most to say. */
export const screens: readonly Screen[] = [
  { name: "starting", prepare: ways.waitForKeychain },
  { name: "connect", prepare: ways.beUnconnected },
  { name: "connect-german", locale: "de-DE", prepare: ways.beUnconnected },
  { name: "empty", gates: () => [] },
  { name: "queue", prepare: ways.beBusy },
  { name: "card", prepare: ways.beBusy, show: ways.openGate("acme") },
  { name: "card-german", locale: "de-DE", prepare: ways.beBusy, show: ways.openGate("acme") },
  { name: "production", prepare: ways.beBusy, show: ways.openGate("payroll") },
  { name: "imitation", show: ways.openGate("imitation") },
  { name: "edited", show: ways.editTwoFields },
  { name: "rejecting", show: ways.rejectWithoutReason },
  { name: "amount-typed", prepare: ways.limitEuros, show: ways.openGate("payroll") },
  { name: "tampered", gates: () => queueWith({ kind: "tampered" }), show: ways.openGate("acme") },
  { name: "rejected", prepare: (main) => void main.decisions.push(rejected), show: ways.openGate("acme") },
  { name: "superseded", prepare: (main) => void main.decisions.push(superseded), show: ways.openGate("acme") },
  { name: "parked", prepare: ways.parkChanged, show: ways.openGate("acme") },
  { name: "offline", prepare: ways.goOffline, show: ways.openGate("acme") },
  { name: "key-needed", prepare: ways.needKey },
  { name: "large-list", gates: () => manyGates(10_000, MORNING), show: ways.scrollFar },
  { name: "palette", prepare: ways.beBusy, show: ways.press("Control+k", "Command palette") },
  { name: "shortcuts", prepare: ways.beBusy, show: ways.press("?", "Keyboard shortcuts") },
  { name: "raw-request", show: ways.openRawRequest },
  { name: "bulk-review", show: ways.reviewAll },
  { name: "audit", prepare: ways.keepRecords, show: ways.openAudit },
  { name: "insight", prepare: ways.keepRecords, show: ways.openInsight },
  { name: "operator", show: ways.openOperator },
  { name: "settings-appearance", show: ways.openSettings("Appearance") },
  { name: "settings-environments", show: ways.openSettings("Environments") },
  { name: "settings-decisions", prepare: ways.limitEuros, show: ways.openSettings("Decisions") },
  { name: "settings-alerts", show: ways.openSettings("Alerts") },
  { name: "settings-computer", show: ways.runChecks },
  { name: "settings-german", locale: "de-DE", show: ways.openSettings("Dieser Rechner") },
  { name: "forced-colours", forcedColors: "active", prepare: ways.beBusy, show: ways.openGate("payroll") },
];
