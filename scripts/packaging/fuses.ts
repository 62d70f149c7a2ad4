import { FuseV1Options, FuseVersion, type FuseV1Config, getCurrentFuseWire } from "@electron/fuses";

/**
 * Every fuse of current Electron, in the order of its wire, and how ours stand. A fuse is a byte in the binary that nobody
 * can change from outside without changing the binary; the reasons stand in docs/security.md.
 */
export const FUSES = [
  { name: "RunAsNode", on: false },
  { name: "EnableCookieEncryption", on: true },
  { name: "EnableNodeOptionsEnvironmentVariable", on: false },
  { name: "EnableNodeCliInspectArguments", on: false },
  { name: "EnableEmbeddedAsarIntegrityValidation", on: true },
  { name: "OnlyLoadAppFromAsar", on: true },
  { name: "LoadBrowserProcessSpecificV8Snapshot", on: false },
  { name: "GrantFileProtocolExtraPrivileges", on: false },
  { name: "WasmTrapHandlers", on: true },
] as const satisfies readonly { name: keyof typeof FuseV1Options; on: boolean }[];

const STATES: Readonly<Record<number, FuseState>> = { 48: "off", 49: "on", 114: "removed" };
type FuseState = "on" | "off" | "removed" | "absent";

/** What to write into that binary: all of its fuses, so that one that a new Electron brings fails the build. */
export async function fusesFor(binary: string): Promise<FuseV1Config> {
  const wire = await readFuses(binary);
  const known = FUSES.filter(({ name }) => wire[name] !== "absent");
  return {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    ...Object.fromEntries(known.map(({ name, on }) => [FuseV1Options[name], on])),
  } as FuseV1Config;
}

/** The fuses as they stand in a binary, by name; `absent` where its Electron is too old to have that one. */
export async function readFuses(binary: string): Promise<Record<string, FuseState>> {
  const wire: Readonly<Record<string, unknown>> = { ...(await getCurrentFuseWire(binary)) };
  return Object.fromEntries(
    FUSES.map(({ name }) => {
      const byte = wire[FuseV1Options[name]];
      return [name, typeof byte === "number" ? (STATES[byte] ?? "removed") : "absent"];
    }),
  );
}
