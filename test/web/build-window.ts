import { buildConsole } from "#scripts/build-console.ts";

/** The window is tested as it ships: built once for all files. */
export async function setup(): Promise<void> {
  await buildConsole();
}
