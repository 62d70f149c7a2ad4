import { oldestPostgresMissing } from "#scripts/oldest-postgres.ts";
import { startDebianPostgres } from "./worker-debian-postgres.ts";
import { startPostgres } from "./worker-postgres.ts";

/** The servers that the database tests run on: what the sandbox brings, and the oldest that is supported. */
export const postgresServers = [
  { name: "the embedded PostgreSQL 18", version: 18, missing: undefined, start: startPostgres },
  {
    name: `Debian's PostgreSQL 15${oldestPostgresMissing === undefined ? "" : ` (skipped: ${oldestPostgresMissing})`}`,
    version: 15,
    missing: oldestPostgresMissing,
    start: startDebianPostgres,
  },
];
