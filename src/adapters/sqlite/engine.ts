import { createRequire } from "node:module";
import type { DatabaseSync } from "node:sqlite";

/** The part of `node:sqlite` that both engines have. */
export interface SqliteEngine {
  readonly name: EngineName;
  readonly DatabaseSync: typeof DatabaseSync;
}
export type EngineName = "node:sqlite" | "@photostructure/sqlite";

/**
 * SQLite as this runtime has it: Node's own where it is built in (Electron 45), otherwise the package with the same
 * interface. A name asks for that one.
 *
 * @throws Error where the runtime has no such engine.
 */
export function loadEngine(name?: EngineName): SqliteEngine {
  const builtin = name === "@photostructure/sqlite" ? undefined : process.getBuiltinModule?.("node:sqlite");
  if (builtin !== undefined) return { name: "node:sqlite", DatabaseSync: builtin.DatabaseSync };
  if (name === "node:sqlite") throw new TypeError("This runtime has no node:sqlite.");
  return { name: "@photostructure/sqlite", DatabaseSync: requirePackage().DatabaseSync };
}

// The name is resolved when it is needed, not when we are bundled: the shipped app has no such package and never asks for it.
function requirePackage(): { readonly DatabaseSync: typeof DatabaseSync } {
  const load = typeof require === "function" ? require : createRequire(import.meta.url);
  const name: EngineName = "@photostructure/sqlite";
  return load(name) as { readonly DatabaseSync: typeof DatabaseSync };
}
