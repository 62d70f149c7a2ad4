import { createFakeGateway } from "#adapters/fake/fake-gateway.ts";
import { createFakeServer } from "#adapters/fake/fake-server.ts";
import type { Fault } from "#adapters/fake/fault.ts";
import type { ServerTimeSample } from "#app/ports.ts";
import { systemClock, systemTimer } from "#main/system-time.ts";
import { FAULT_DEADLINE_MS, type GatewayWorld, RATE_RESET_MS, type WorldFault } from "./world.ts";

const FAULTS: Record<WorldFault, Fault> = {
  unreachable: { kind: "unreachable" },
  "lost-before": { kind: "reset", applied: false },
  "lost-after": { kind: "reset", applied: true },
  "error-before": { kind: "server-error", applied: false },
  "error-after": { kind: "server-error", applied: true },
  "silent-before": { kind: "hang", applied: false },
  "silent-after": { kind: "hang", applied: true },
  "rate-limited": { kind: "rate-limited", resetAfterMs: RATE_RESET_MS },
  unauthorized: { kind: "unauthorized" },
  forbidden: { kind: "forbidden" },
  "captive-portal": { kind: "captive-portal" },
  redirect: { kind: "redirect" },
};

export async function openFakeWorld(): Promise<GatewayWorld> {
  const samples: ServerTimeSample[] = [];
  const server = createFakeServer({ now: () => systemClock.now() });
  const connection = { server, clock: systemClock, timer: systemTimer };
  return {
    gateway: createFakeGateway({ ...connection, onServerTime: (sample) => samples.push(sample) }),
    samples,
    playsTasks: true,
    secrets: [],
    createToken: async ({ tags, timeout }) =>
      server.createToken({ tags, ...(timeout !== undefined && { timeoutAt: server.now() + milliseconds(timeout) }) }),
    completeAsOther: async (tokenId, output) => void server.complete(tokenId, output),
    completeWithNothing: async (tokenId) => void server.complete(tokenId, undefined),
    createRun: async (metadata) => server.createRun({ task: "payout-agent", metadata }),
    log: async (runId, { at, level, message }) => server.log(runId, level, message, at),
    span: async (runId, { attached: _attached, ...span }) => server.span(runId, span),
    cancelRun: async (runId) => server.setStatus(runId, "CANCELED"),
    endRead: async (runId, reading) => server.endRead(runId, reading),
    failing: async (fault) =>
      createFakeGateway({ ...connection, deadlineMs: FAULT_DEADLINE_MS, chaos: () => FAULTS[fault] }),
    close: async () => undefined,
  };
}

function milliseconds(timeout: string): number {
  const match = /^(\d+)([smh])$/u.exec(timeout);
  return Number(match?.[1]) * { s: 1_000, m: 60_000, h: 3_600_000 }[match?.[2] as "s" | "m" | "h"];
}
