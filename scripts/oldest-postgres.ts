import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where Debian puts the oldest PostgreSQL that is supported. */
export const OLDEST_POSTGRES_BIN = "/usr/lib/postgresql/15/bin";

/** Why that server cannot be had here; undefined where it can. Never installed by us: its package starts a server of its own. */
export const oldestPostgresMissing = existsSync(join(OLDEST_POSTGRES_BIN, "postgres"))
  ? undefined
  : `${OLDEST_POSTGRES_BIN} is not there: apt-get install postgresql-15`;
