import type { KeyId } from "#core/identifiers.ts";
import { type LoopbackServer, openLoopbackServer } from "#test/contracts/gateway/loopback-server.ts";
import type { HostileItem } from "./hostile-item.ts";

const PAGE = 100;
const CREATED = "2026-11-22T15:00:00.000Z";

export interface ServedItem {
  readonly item: HostileItem;
  readonly tokenId: string;
  readonly runId: string;
}

export interface HostileServer extends LoopbackServer {
  readonly served: readonly ServedItem[];
}

/** A Trigger.dev that answers in the right form and holds nothing but these gates; what it says of them is put in as text. */
export async function openHostileServer(items: readonly HostileItem[], keyId: () => KeyId): Promise<HostileServer> {
  const served = items.map((item, index) => {
    const id = `hostile${String(index).padStart(8, "0")}`;
    return { item, tokenId: `waitpoint_${id}`, runId: `run_${id}` };
  });
  const byRun = new Map(served.map((gate) => [gate.runId, gate]));
  const byToken = new Map(served.map((gate) => [gate.tokenId, gate]));
  const server = await openLoopbackServer((request, response) => {
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    const text = answer(url);
    response.writeHead(text === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(text ?? '{"error":"Not found"}');
  });

  function answer({ pathname, searchParams }: URL): string | undefined {
    const [, , kind = "", id = "", tail = ""] =
      /^\/api\/v(\d)\/(runs|waitpoints\/tokens)(?:\/([^/]+))?(?:\/(\w+))?$/u.exec(pathname) ?? [];
    const from = Number(searchParams.get("page[after]") ?? 0);
    if (kind === "runs" && id === "")
      return page(
        served.map((gate) => runText(gate, keyId())),
        from,
      );
    if (kind === "waitpoints/tokens" && id === "") return page(served.map(tokenText), from);
    const gate = byRun.get(id) ?? byToken.get(id);
    if (gate === undefined) return undefined;
    if (tail === "trace") return traceText(gate);
    return kind === "runs" ? runText(gate, keyId()) : tokenText(gate);
  }

  return { ...server, served };
}

function page(items: readonly string[], from: number): string {
  const next = from + PAGE < items.length ? `{"next":"${from + PAGE}"}` : "{}";
  return `{"data":[${items.slice(from, from + PAGE).join(",")}],"pagination":${next}}`;
}

function tokenText({ item, tokenId, runId }: ServedItem): string {
  return JSON.stringify({
    id: tokenId,
    url: "http://127.0.0.1:9/callback/0123456789abcdef0123456789abcdef",
    status: "WAITING",
    tags: item.tags(runId),
    createdAt: CREATED,
    timeoutAt: item.timeoutAt ?? new Date(Date.now() + 3_600_000).toISOString(),
  });
}

function runText({ item, tokenId, runId }: ServedItem, keyId: KeyId): string {
  const run = JSON.stringify({
    ...RUN,
    id: runId,
    taskIdentifier: item.run?.task ?? "payout-agent",
    status: item.run?.status ?? "EXECUTING",
    ...(item.run?.error !== undefined && { error: { message: item.run.error, name: "Error" } }),
  });
  const metadata = `{"countersign":{"version":1,"gates":{"${tokenId}":${item.envelope(keyId)}}}}`;
  return `${run.slice(0, -1)},"metadata":${metadata}}`;
}

function traceText({ item, runId }: ServedItem): string {
  const span = (id: string, message: string, level: string, children: unknown[]) => ({
    id,
    runId,
    data: {
      message,
      events: [],
      startTime: CREATED,
      duration: 1,
      isError: false,
      isPartial: false,
      isCancelled: false,
      level,
    },
    children,
  });
  const lines = (item.logs ?? []).map((text, index) => span(`log${index}`, text, "INFO", []));
  return JSON.stringify({ trace: { traceId: "trace", rootSpan: span("root", "run", "TRACE", lines) } });
}

const RUN = {
  isQueued: false,
  isExecuting: true,
  isWaiting: false,
  isCompleted: false,
  isSuccess: false,
  isFailed: false,
  isCancelled: false,
  isTest: false,
  createdAt: CREATED,
  updatedAt: CREATED,
  tags: ["countersign"],
  costInCents: 0.25,
  baseCostInCents: 0.0125,
  durationMs: 12.5,
  depth: 0,
  triggerFunction: "trigger",
  attemptCount: 1,
  attempts: [],
  relatedRuns: {},
  env: { id: "env", name: "dev", user: "local" },
};
