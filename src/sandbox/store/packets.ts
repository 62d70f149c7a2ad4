import type { Database } from "./database.ts";

/** Payloads and outputs too large to travel inline, by name. */
export interface Packets {
  read(name: string): { contentType: string; content: Uint8Array } | undefined;
  write(name: string, contentType: string, content: Uint8Array): void;
}

export function openPackets({ connection }: Database): Packets {
  const select = connection.prepare("SELECT content_type, content FROM packets WHERE name = ?");
  const upsert = connection.prepare(
    `INSERT INTO packets (name, content_type, content) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET content_type = excluded.content_type, content = excluded.content`,
  );
  return {
    read: (name) => {
      const row = select.get(name);
      const content = row?.["content"];
      if (row === undefined || !(content instanceof Uint8Array)) return undefined;
      return { contentType: String(row["content_type"]), content };
    },
    write: (name, contentType, content) => {
      upsert.run(name, contentType, content);
    },
  };
}
