import type { ApiClient } from "@trigger.dev/core/v3";
import type { Client } from "pg";
import { insertInvoices } from "#test/mainjob/invoices.ts";
import type { SandboxControl } from "#test/sandbox/control.ts";
import { type PlannedGate, SHORT_TIMEOUT_MS } from "./planned-gates.ts";

/** Opens planned gates a few at a time, as they are decided. */
export interface GateSupply {
  /** Opens more until that many wait for their first decision. */
  keepOpen(wanted: number, tried: ReadonlySet<string>): Promise<void>;
  find(title: string): PlannedGate | undefined;
  /** True shortly before the short deadline of that gate. */
  isNearEnd(title: string): boolean;
  opened(): readonly PlannedGate[];
}

export interface SupplyPorts {
  readonly plans: readonly PlannedGate[];
  readonly server: ApiClient;
  readonly control: SandboxControl;
  readonly database: Client;
  /** Whose decisions the written gates believe. */
  readonly accepts: readonly string[];
}

const NEAR_END_MS = 14_000;

export function createGateSupply(ports: SupplyPorts): GateSupply {
  const opened = new Map<string, { readonly plan: PlannedGate; readonly at: number }>();
  const left = [...ports.plans];

  function isWaiting({ plan, at }: { readonly plan: PlannedGate; readonly at: number }): boolean {
    return plan.fate !== "deadline-passes" || Date.now() - at < SHORT_TIMEOUT_MS;
  }

  return {
    find: (title) => opened.get(title)?.plan,
    isNearEnd: (title) => {
      const at = opened.get(title)?.at;
      return at !== undefined && Date.now() - at > SHORT_TIMEOUT_MS - NEAR_END_MS;
    },
    opened: () => [...opened.values()].map(({ plan }) => plan),
    keepOpen: async (wanted, tried) => {
      const waiting = [...opened.values()].filter((gate) => !tried.has(gate.plan.title) && isWaiting(gate));
      for (const plan of left.splice(0, Math.max(0, wanted - waiting.length))) {
        opened.set(plan.title, { plan, at: Date.now() });
        await openGate(ports, plan);
      }
    },
  };
}

async function openGate({ server, control, database, accepts }: SupplyPorts, plan: PlannedGate): Promise<void> {
  if (plan.kind === "written") {
    await control.writeExactGates([{ request: plan.request, timeout: plan.timeout, accepts }]);
    return;
  }
  await insertInvoices(database, [plan.invoice]);
  await server.triggerTask("payout-agent", { payload: { invoiceId: plan.invoice.id, timeout: "2h" } });
}
