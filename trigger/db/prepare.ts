import process from "node:process";
import { openDatabase } from "./database.ts";
import { insertSamples } from "./samples.ts";

// `node trigger/db/prepare.ts [--samples]`: migrates the database of DATABASE_URL and, if asked, fills in the samples.
const pool = await openDatabase();
if (process.argv.includes("--samples")) {
  const inserted = await insertSamples(pool);
  process.stdout.write(`The database is ready; ${inserted} sample rows were new.\n`);
} else {
  process.stdout.write("The database is ready.\n");
}
await pool.end();
