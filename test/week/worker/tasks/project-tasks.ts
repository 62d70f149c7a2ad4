// The CLI looks for tasks below its own folder only: these are the project's own, as they are.
export { ledgerCorrection } from "#trigger/ledger-correction.ts";
export { ledgerImport } from "#trigger/ledger-import.ts";
export { payoutAgent } from "#trigger/payout-agent.ts";
export { readPayload } from "#trigger/read-payload.ts";
export { reconcileImports } from "#trigger/reconcile-imports.ts";
export { reconcileInvoices } from "#trigger/reconcile-invoices.ts";
export { vendorBankChange } from "#trigger/vendor-bank-change.ts";
