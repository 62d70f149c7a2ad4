import type { Client } from "pg";

/** One invoice of the main job: the agent reads the text, the window shows the title. */
export interface JobInvoice {
  readonly id: string;
  readonly text: string;
  readonly title: string;
}

/** Distinct payees and amounts, so that every gate of the run has a title of its own. */
export function makeInvoices(count: number): JobInvoice[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(3, "0");
    const payee = `Supplier ${number} GmbH`;
    const amount = `${100 + index}.${String(index % 100).padStart(2, "0")}`;
    return {
      id: `job-${number}`,
      text: `Invoice ${number}\nPayee: ${payee}\nTotal: EUR ${amount}\nIBAN: DE89 3704 0044 0532 0130 00\nReference: JOB-${number}\nDue 2026-12-31.`,
      title: `Pay ${payee} EUR ${amount}`,
    };
  });
}

export async function insertInvoices(client: Client, invoices: readonly JobInvoice[]): Promise<void> {
  for (const { id, text } of invoices)
    await client.query("insert into invoices (id, text) values ($1, $2)", [id, text]);
}

/** What the database says of those invoices: rows written for each, and whether each stands at that status. */
export async function readLedger(
  client: Client,
  invoices: readonly JobInvoice[],
): Promise<{ readonly rows: number[]; readonly statuses: string[] }> {
  const rows: number[] = [];
  const statuses: string[] = [];
  for (const { id } of invoices) {
    const counted = await client.query<{ count: string }>("select count(*) from payouts where invoice_id = $1", [id]);
    const invoice = await client.query<{ status: string }>("select status from invoices where id = $1", [id]);
    rows.push(Number(counted.rows[0]?.count));
    statuses.push(invoice.rows[0]?.status ?? "missing");
  }
  return { rows, statuses };
}
