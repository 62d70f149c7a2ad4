import type { SessionView } from "#ipc/views.ts";

/** An ordinary working day: two environments online, keys in the keychain, the server's clock known. */
export function sampleSession(now: number, change: Partial<SessionView> = {}): SessionView {
  return {
    version: "0.1.0",
    operator: {
      name: "Jonas Weber",
      keyId: "3f".repeat(16),
      publicKey: "x".repeat(43),
      line: JSON.stringify({
        keyId: "3f".repeat(16),
        person: "jonas.weber",
        name: "Jonas Weber",
        publicKey: "x".repeat(43),
      }),
    },
    environments: [
      {
        id: "sandbox",
        name: "Sandbox",
        kind: "development",
        address: "http://127.0.0.1:3030",
        connection: { state: "online", asOf: now },
      },
      {
        id: "production",
        name: "Treasury",
        kind: "production",
        address: "https://api.trigger.dev",
        connection: { state: "online", asOf: now },
      },
    ],
    vault: { kind: "keychain", prefix: "v11" },
    sandboxed: true,
    runtime: { electron: "45.4.1", chromium: "156.0.8078.79", compatibility: false },
    clock: { offsetMs: 0, errorMs: 40 },
    undoSeconds: 5,
    updates: { state: "off", reason: "unsigned" },
    ...change,
  };
}
