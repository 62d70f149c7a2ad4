import type { ApiClient } from "@trigger.dev/core/v3";
import type { Client } from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import type { Digest } from "#core/digest.ts";
import { readServerToken } from "#test/crash/server-token.ts";
import type { GateTruth } from "./compare.ts";
import { findPlaces, type GatePlace } from "./open-gates.ts";
import type { PlannedGate } from "./planned-gates.ts";

const RUN_END_MS = 120_000;
const LOOK_MS = 500;
const ENDED = new Set(["COMPLETED", "FAILED", "CANCELED", "CRASHED", "SYSTEM_FAILURE", "EXPIRED", "TIMED_OUT"]);

/**
 * What server and database say of those gates, by title. Waits until every run whose token was settled has ended.
 *
 * @throws Error where a run does not end within two minutes.
 */
export async function readTruths(
  ports: { readonly server: ApiClient; readonly database: Client },
  gates: readonly PlannedGate[],
  shownDigests: ReadonlyMap<string, Digest>,
): Promise<Map<string, GateTruth>> {
  const places = await findPlaces(ports.server);
  const truths = new Map<string, GateTruth>();
  for (const gate of gates) {
    const place = places.get(gate.title);
    if (place !== undefined) truths.set(gate.title, await readTruth(ports, gate, place, shownDigests.get(gate.title)));
  }
  return truths;
}

async function readTruth(
  { server, database }: { readonly server: ApiClient; readonly database: Client },
  gate: PlannedGate,
  place: GatePlace,
  shownDigest: Digest | undefined,
): Promise<GateTruth> {
  const token = await readServerToken(server, place.tokenId);
  if (gate.kind === "written") return { token, shownDigest, runStatus: undefined, rows: undefined };
  const runStatus = token.status === "WAITING" ? undefined : await endOfRun(server, place.runId);
  const { rows } = await database.query<{ decision_id: string }>(
    "select decision_id from payouts where invoice_id = $1",
    [gate.invoice.id],
  );
  return { token, shownDigest, runStatus, rows: rows.map((row) => row.decision_id) };
}

async function endOfRun(server: ApiClient, runId: string): Promise<string> {
  for (const deadline = Date.now() + RUN_END_MS; Date.now() < deadline; await sleep(LOOK_MS)) {
    const { status } = await server.retrieveRun(runId);
    if (ENDED.has(status)) return status;
  }
  throw new Error(`The run ${runId} did not end although its token is settled.`);
}
