import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type StoreOnDisk } from "#test/fixtures/open-store.ts";

/** What is on a console's disk right now, as a copy: the console itself still meets what its end left behind. */
export function readCrashImage<T>(home: string, read: (store: StoreOnDisk) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "countersign-image-"));
  const path = join(folder, "countersign.db");
  const original = join(home, "data", "countersign.db");
  for (const side of ["", "-wal"]) if (existsSync(original + side)) copyFileSync(original + side, path + side);
  const store = openStore({ path, backupsFolder: join(folder, "backups"), now: Date.now() });
  try {
    return read(store);
  } finally {
    store.database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
