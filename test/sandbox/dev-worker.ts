import type { TestServer } from "./open-server.ts";

interface Held {
  readonly runId: string;
  readonly snapshotId: string;
}

interface StartedAttempt {
  readonly run: { readonly attemptNumber: number; readonly status: string };
  readonly snapshot: { readonly friendlyId: string };
}

export interface LatestSnapshot {
  readonly snapshot: { readonly friendlyId: string; readonly executionStatus: string };
  readonly run: { readonly status: string; readonly attemptNumber: number };
  readonly completedWaitpoints: Record<string, unknown>[];
}

export interface CompletedAttempt {
  readonly attemptStatus: string;
  readonly snapshot: { readonly friendlyId: string; readonly executionStatus: string };
  readonly run: { readonly status: string; readonly attemptNumber: number };
}

/** What a dev worker says over HTTP, one call a method, for tests that need no real one. */
export type DevWorker = Awaited<ReturnType<typeof registerDevWorker>>;

/** Registers a worker that knows the given tasks. */
export async function registerDevWorker({ ask }: Pick<TestServer, "ask">, taskIds: readonly string[]) {
  const registered = await ask("POST", "/api/v1/projects/proj_test/background-workers", {
    localOnly: true,
    metadata: {
      packageVersion: "4.8.3",
      contentHash: "hash",
      runtime: "node-24",
      tasks: taskIds.map((id) => ({ id, filePath: `trigger/${id}.ts`, exportName: id, retry: { maxAttempts: 3 } })),
    },
    engine: "V2",
    supportsLazyAttempts: true,
  });
  const currentWorker = (registered.body as { id: string }).id;
  const engine = (runId: string): string => `/engine/v1/dev/runs/${runId}/snapshots`;
  const complete = async ({ runId, snapshotId }: Held, completion: object) =>
    ask("POST", `${engine(runId)}/${snapshotId}/attempts/complete`, { completion: { id: runId, ...completion } });
  return {
    registered,
    /** The raw answer to one poll for work. */
    poll: () => ask("POST", "/engine/v1/dev/dequeue", { currentWorker, oldWorkers: [] }),
    async dequeue(): Promise<Held[]> {
      const { body } = await ask("POST", "/engine/v1/dev/dequeue", { currentWorker, oldWorkers: [] });
      const { dequeuedMessages } = body as {
        dequeuedMessages: { run: { friendlyId: string }; snapshot: { friendlyId: string } }[];
      };
      return dequeuedMessages.map(({ run, snapshot }) => ({ runId: run.friendlyId, snapshotId: snapshot.friendlyId }));
    },
    start: ({ runId, snapshotId }: Held) => ask("POST", `${engine(runId)}/${snapshotId}/attempts/start`, {}),
    /** Takes the next run and starts its attempt. */
    async begin(): Promise<Held & { attemptNumber: number }> {
      const [held] = await this.dequeue();
      if (held === undefined) throw new Error("No run is queued.");
      const { run, snapshot } = (await this.start(held)).body as StartedAttempt;
      return { runId: held.runId, snapshotId: snapshot.friendlyId, attemptNumber: run.attemptNumber };
    },
    async latest(runId: string): Promise<LatestSnapshot> {
      const { body } = await ask("GET", `${engine(runId)}/latest`);
      return (body as { execution: LatestSnapshot }).execution;
    },
    wait: (runId: string, tokenId: string) => ask("POST", `/engine/v1/runs/${runId}/waitpoints/tokens/${tokenId}/wait`),
    heartbeat: ({ runId, snapshotId }: Held) => ask("POST", `${engine(runId)}/${snapshotId}/heartbeat`, { cpu: 0 }),
    /** The raw answer to an attempt's outcome. */
    complete,
    async succeed(held: Held, output?: string): Promise<CompletedAttempt> {
      const answer = await complete(held, { ok: true, output, outputType: "application/super+json" });
      return (answer.body as { result: CompletedAttempt }).result;
    },
    async fail(held: Held, message: string, retryDelayMs?: number): Promise<CompletedAttempt> {
      const answer = await complete(held, {
        ok: false,
        error: { type: "BUILT_IN_ERROR", name: "Error", message, stackTrace: "" },
        ...(retryDelayMs === undefined ? {} : { retry: { timestamp: Date.now() + retryDelayMs, delay: retryDelayMs } }),
      });
      return (answer.body as { result: CompletedAttempt }).result;
    },
  };
}
