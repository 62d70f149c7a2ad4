import type { Server } from "node:http";
import { Server as SocketServer } from "socket.io";
import { z } from "zod";

const Subscription = z.object({ version: z.literal("1"), runFriendlyIds: z.array(z.string()) });

/** The bell that spares the worker its five-second poll. */
export interface DevWorkerSocket {
  /** Rings for a run, and again shortly while `isStill()` says that its snapshot is the same. */
  notify(runId: string, isStill: () => boolean): void;
  readonly close: () => Promise<void>;
}

// The CLI drops a notification that comes while it digests the one before, so the bell rings again; a worker that has
// heard the first ring finds nothing new and leaves it at that.
const RING_AGAIN_AFTER_MS = [120, 500, 2_000];

export function openDevWorkerSocket(server: Server, secretKey: string): DevWorkerSocket {
  const sockets = new SocketServer(server, { serveClient: false, transports: ["websocket"] });
  const workers = sockets.of("/dev-worker");
  const timers = new Set<NodeJS.Timeout>();
  workers.use((socket, next) => {
    const isKnown = socket.handshake.headers.authorization === `Bearer ${secretKey}`;
    next(isKnown ? undefined : new Error("Invalid API key"));
  });
  workers.on("connection", (socket) => {
    socket.on("run:subscribe", (message: unknown) => {
      for (const runId of runIds(message)) void socket.join(runId);
    });
    socket.on("run:unsubscribe", (message: unknown) => {
      for (const runId of runIds(message)) void socket.leave(runId);
    });
  });
  const ring = (runId: string): void => {
    workers.to(runId).emit("run:notify", { version: "1", run: { friendlyId: runId } });
  };
  return {
    notify: (runId, isStill) => {
      ring(runId);
      for (const delay of RING_AGAIN_AFTER_MS) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          if (isStill()) ring(runId);
        }, delay);
        timers.add(timer);
      }
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      await sockets.close();
    },
  };
}

function runIds(message: unknown): string[] {
  const subscription = Subscription.safeParse(message);
  return subscription.success ? subscription.data.runFriendlyIds : [];
}
