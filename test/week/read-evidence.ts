import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AuditEntry } from "#core/audit-chain.ts";
import { Decision } from "#core/decision.ts";
import { GateRequest } from "#core/envelope.ts";
import { parseGateTags } from "#core/gate-tags.ts";
import { projectPath } from "#scripts/project-root.ts";
import { readServerToken } from "#test/crash/server-token.ts";
import type { OpenRequest } from "./board.ts";
import type { Desk } from "./desk.ts";
import type { AuditedDecision, AuditFact, ReceiptFact, RunFact, SubjectFact, TokenFact } from "./evidence.ts";
import type { WeekEnvironment } from "./week-environment.ts";
import { exportAudit, readDecision } from "./work-at-window.ts";
import type { Receipt } from "./work-day.ts";

const TaskOutput = z.object({ outcome: z.string() });
const Recorded = z.object({ request: GateRequest, decision: Decision, state: z.string() });
const Moved = z.object({ decisionId: z.string(), state: z.string() });

/** Every gate that there ever was in that environment. */
export async function readTokens(environment: WeekEnvironment): Promise<TokenFact[]> {
  return readListed(environment, {});
}

export async function tokensOfRun(environment: WeekEnvironment, runId: string): Promise<TokenFact[]> {
  return readListed(environment, { tags: [`run:${runId}`] });
}

async function readListed(environment: WeekEnvironment, query: { readonly tags?: string[] }): Promise<TokenFact[]> {
  const server = environment.server();
  const facts: TokenFact[] = [];
  for await (const { id, tags, createdAt } of server.listWaitpointTokens({ limit: 100, ...query })) {
    const { status, completedAt } = await server.retrieveWaitpointToken(id);
    const { decision } = await readServerToken(server, id);
    facts.push({
      environment: environment.name,
      tokenId: id,
      runId: parseGateTags(tags).runId ?? "",
      createdAt: createdAt.getTime(),
      status,
      completedAt: completedAt?.getTime(),
      decision,
    });
  }
  return facts;
}

/** How every run of those requests ended. */
export async function readRuns(requests: readonly OpenRequest[]): Promise<RunFact[]> {
  const facts: RunFact[] = [];
  for (const { environment, runIds } of requests)
    for (const runId of runIds) {
      const { status, output } = await environment.server().retrieveRun(runId);
      const outcome = TaskOutput.safeParse(output).data?.outcome;
      facts.push({ environment: environment.name, runId, status, outcome });
    }
  return facts;
}

/** How every invoice and every import of the week stands. */
export async function readSubjects({ name, database }: WeekEnvironment): Promise<SubjectFact[]> {
  const { rows } = await database.query<{ id: string; status: string }>(
    "select id, status from invoices where id like 'week-%' union all select id, status from ledger_imports",
  );
  return rows.map(({ id, status }) => ({ environment: name, subject: id, status }));
}

/** What this operator's window says in the end of everything that it told of. */
export async function readReceipts(desk: Desk, receipts: readonly Receipt[]): Promise<ReceiptFact[]> {
  const facts: ReceiptFact[] = [];
  for (const receipt of receipts.filter(({ operator }) => operator === desk.name)) {
    const { tokenId, title } = receipt;
    const shown = await readDecision(desk.current().page, { tokenId, title });
    facts.push({ ...receipt, finally: shown ?? "nothing" });
  }
  return facts;
}

/** The audit log as this operator's window exports it, and what `audit:verify` says of it. */
export async function readAudit(desk: Desk, folder: string): Promise<AuditFact> {
  const file = join(folder, `${desk.name}.jsonl`);
  const { app, page } = desk.current();
  await exportAudit(app, page, file);
  const { keyId, publicKey } = desk.operator;
  return {
    operator: desk.name,
    keyId,
    publicKey,
    problems: await verifyAudit(file, publicKey),
    decisions: auditedDecisions(await readFile(file, "utf8")),
  };
}

/** The decisions of an exported log, each in the state that its last entry gives it. */
function auditedDecisions(text: string): AuditedDecision[] {
  const decisions = new Map<string, AuditedDecision>();
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const entry = AuditEntry.safeParse(JSON.parse(line)).data;
    if (entry?.kind === "decision.recorded") {
      const recorded = Recorded.parse(entry.data);
      decisions.set(recorded.decision.decisionId, recorded);
    } else if (entry?.kind.startsWith("decision.") === true) {
      const { decisionId, state } = Moved.parse(entry.data);
      const known = decisions.get(decisionId);
      if (known !== undefined) decisions.set(decisionId, { ...known, state });
    }
  }
  return [...decisions.values()];
}

async function verifyAudit(file: string, publicKey: string): Promise<string[]> {
  const script = projectPath("scripts", "audit-verify.ts");
  const child = spawn(process.execPath, [script, file, "--public-key", publicKey], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(String(chunk)));
  const code = await new Promise((resolve) => child.once("close", resolve));
  return code === 0 ? [] : [`audit:verify says: ${said.join("").trim()}`];
}
