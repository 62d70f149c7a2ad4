import type { Pool } from "pg";
import { sampleInvoices } from "./sample-invoices.ts";

const sampleVendors = [
  { id: "vendor-acme", name: "ACME GmbH", iban: "DE89370400440532013000" },
  { id: "vendor-van-dijk", name: "Van Dijk Logistiek B.V.", iban: "NL91ABNA0417164300" },
  { id: "vendor-moreau", name: "Imprimerie Moreau & Fils SARL", iban: "FR1420041010050500013M02606" },
];

/** Fills an empty database with what the sandbox's tasks can work on; rows that exist stay as they are. */
export async function insertSamples(pool: Pool): Promise<number> {
  let inserted = 0;
  for (const { id, text } of sampleInvoices) {
    const result = await pool.query("insert into invoices (id, text) values ($1, $2) on conflict do nothing", [
      id,
      text,
    ]);
    inserted += result.rowCount ?? 0;
  }
  for (const { id, name, iban } of sampleVendors) {
    const result = await pool.query(
      "insert into vendors (id, name, iban) values ($1, $2, $3) on conflict (id) do nothing",
      [id, name, iban],
    );
    inserted += result.rowCount ?? 0;
  }
  return inserted;
}
