import type { Handlers } from "#ipc/contract.ts";
export async function exportAudit(_r: unknown, _o: unknown): ReturnType<Handlers["audit.export"]> {
  return null;
}
