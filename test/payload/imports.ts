import type { Client } from "pg";

const ENTRIES = 16_000;

/** A ledger file of that many bytes at least; each has a total of its own. The contract takes 20,000 values at most. */
function ledgerDocument(number: number, bytes: number): string {
  const entries = Math.min(ENTRIES, Math.ceil(bytes / 600));
  const words = "Büromaterial nach Rahmenvertrag, Kostenstelle und Beleg siehe Anlage; ";
  const length = Math.ceil(bytes / entries / words.length);
  return Array.from(
    { length: entries },
    (_, index) => `4400;${index === 0 ? number + 1 : 1}.05;${words.replaceAll(";", ",").repeat(length)}${index}`,
  ).join("\n");
}

export async function insertImports(client: Client, count: number, bytes: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `large-${index}`);
  for (const [index, id] of ids.entries())
    await client.query("insert into ledger_imports (id, document, currency) values ($1, $2, 'EUR')", [
      id,
      ledgerDocument(index, bytes),
    ]);
  return ids;
}

/** The runs whose import is booked. */
export async function bookedRuns(client: Client): Promise<string[]> {
  const found = await client.query<{ run_id: string }>("select run_id from ledger_imports where status = 'booked'");
  return found.rows.map(({ run_id: runId }) => runId);
}
