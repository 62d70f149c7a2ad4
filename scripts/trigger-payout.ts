import { configure, tasks } from "@trigger.dev/sdk";
import { Client } from "pg";
import type { SandboxNotice } from "./start-sandbox.ts";

/** Triggers a `payout-agent` run on the first invoice that is open. @returns the invoice's id, or undefined where none is. */
export async function triggerPayout({ url, secretKey, databaseUrl }: SandboxNotice): Promise<string | undefined> {
  const invoiceId = databaseUrl === null ? undefined : await findOpenInvoice(databaseUrl);
  if (invoiceId === undefined) return undefined;
  configure({ baseURL: url, accessToken: secretKey });
  await tasks.trigger("payout-agent", { invoiceId });
  return invoiceId;
}

async function findOpenInvoice(databaseUrl: string): Promise<string | undefined> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      "select id from invoices where status = 'open' order by id limit 1",
    );
    return rows[0]?.id;
  } finally {
    await client.end();
  }
}
