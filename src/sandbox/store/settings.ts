import type { Database } from "./database.ts";

/** Small named values that must be the same after a restart: keys, ports, ids. */
export interface Settings {
  read(name: string): string | undefined;
  write(name: string, value: string): void;
  /** The stored value; where there is none yet, `make()` is stored and returned. */
  once(name: string, make: () => string): string;
}

export function openSettings({ connection }: Database): Settings {
  const select = connection.prepare("SELECT value FROM settings WHERE name = ?");
  const upsert = connection.prepare(
    "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const read = (name: string): string | undefined => {
    const row = select.get(name);
    return row === undefined ? undefined : String(row["value"]);
  };
  const write = (name: string, value: string): void => {
    upsert.run(name, value);
  };
  return {
    read,
    write,
    once: (name, make) => {
      const stored = read(name);
      if (stored !== undefined) return stored;
      const made = make();
      write(name, made);
      return made;
    },
  };
}
