import { createAdaptorServer } from "@hono/node-server";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { openDevWorkerSocket, type DevWorkerSocket } from "./dev-worker-socket.ts";
import { performJob } from "./engine/perform-job.ts";
import { createFaults, type FaultSettings } from "./faults.ts";
import { createApp } from "./http/app.ts";
import { openIdentity, type Identity } from "./identity.ts";
import { createModelScript } from "./model/script.ts";
import { createRequestLog } from "./request-log.ts";
import type { Sandbox } from "./sandbox.ts";
import { openScheduler } from "./scheduler.ts";
import { openStore } from "./store/store.ts";
import { newInternalId } from "./new-id.ts";

export interface ServeOptions {
  /** The SQLite file, or `:memory:`. */
  readonly file: string;
  /** 0 takes the port of the last time where it is free, else any. */
  readonly port: number;
  readonly faults: Partial<FaultSettings>;
  readonly taskEnvironment: () => Record<string, string>;
  readonly report: (error: unknown) => void;
  readonly stallMs?: number;
}

export interface RunningServer {
  readonly url: string;
  readonly identity: Identity;
  readonly sandbox: Sandbox;
  /** Resolves when the worker registers or asks for work for the first time from now on. */
  readonly workerSeen: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const STALL_MS = 5 * 60_000;
const START_MS = 60_000;

/** Opens the store, listens on loopback and goes on where the last process stopped. */
export async function serveSandbox(options: ServeOptions): Promise<RunningServer> {
  const now = Date.now;
  const store = openStore(options.file);
  const identity = openIdentity(store.settings, newInternalId);
  const stallMs = options.stallMs ?? STALL_MS;
  let url = "";
  let socket: DevWorkerSocket | undefined;
  let seen: (() => void)[] = [];
  const sandbox: Sandbox = {
    store,
    identity,
    now,
    stallMs,
    faults: createFaults(options.faults),
    model: createModelScript(),
    requests: createRequestLog(now),
    origin: () => url,
    taskEnvironment: options.taskEnvironment,
    onWorkerSeen: () => {
      for (const resolve of seen.splice(0)) resolve();
    },
    wake: () => scheduler.wake(),
    notifyRun: (runId) => {
      const snapshotId = store.runs.find(runId)?.snapshot.id;
      socket?.notify(runId, () => store.runs.find(runId)?.snapshot.id === snapshotId);
    },
  };
  const scheduler = openScheduler({
    jobs: store.jobs,
    now,
    lateMs: () => sandbox.faults.settings().lateExpiryMs ?? 0,
    perform: (job) =>
      store.transaction(() => {
        store.jobs.drop(job.kind, job.subject);
        performJob(sandbox, job);
      }),
    onError: (error, job) => {
      store.jobs.drop(job.kind, job.subject);
      options.report(error);
    },
  });
  const app = createApp(sandbox, options.report);
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  // As long as the vendor keeps an idle connection: a client that asks every few seconds does not dial each time.
  server.keepAliveTimeout = 65_000;
  socket = openDevWorkerSocket(server, identity.secretKey);
  const port = await listen(server, options.port, Number(store.settings.read("port") ?? 0));
  store.settings.write("port", String(port));
  url = `http://127.0.0.1:${port}`;
  // While the server was away nobody could report; silence is counted from now.
  store.jobs.postpone("stall-run", now() + stallMs);
  store.jobs.postpone("requeue-run", now() + START_MS);
  scheduler.wake();
  return {
    url,
    identity,
    sandbox,
    workerSeen: () =>
      new Promise((resolve) => {
        seen = [...seen, resolve];
      }),
    close: async () => {
      scheduler.stop();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      // The socket waits for the server's connections; one in the middle of a request would be kept alive by the next.
      server.closeAllConnections();
      await Promise.all([socket.close(), closed]);
      store.close();
    },
  };
}

async function listen(server: Server, wanted: number, remembered: number): Promise<number> {
  if (wanted !== 0) return tryPort(server, wanted);
  if (remembered === 0) return tryPort(server, 0);
  try {
    return await tryPort(server, remembered);
  } catch {
    return tryPort(server, 0);
  }
}

function tryPort(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: Error): void => reject(error);
    server.once("error", refused);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", refused);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
