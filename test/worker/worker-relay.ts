import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Where the connection breaks, seen from the client's COMMIT. */
export type Cut = "before COMMIT" | "during COMMIT" | "after COMMIT";

/** A PostgreSQL server behind a wire that can be cut. */
export type Relay = Awaited<ReturnType<typeof startRelay>>;

/**
 * Passes bytes between clients and the server of `databaseUrl`, and breaks the connection at the next COMMIT: with the
 * COMMIT not passed on, with COMMIT done and its answer kept back, or right behind its answer.
 */
export async function startRelay(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const plan: Cut[] = [];
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port) });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    }
    let atAnswer: Cut | undefined;
    client.on("data", (chunk) => {
      const cut = isCommit(chunk) ? plan.shift() : undefined;
      if (cut === "before COMMIT") return void client.resetAndDestroy();
      atAnswer = cut;
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      if (atAnswer === "during COMMIT") return void client.resetAndDestroy();
      if (atAnswer === "after COMMIT") return void client.end(chunk);
      client.write(chunk);
    });
    // Either side that is gone takes the other with it: PostgreSQL rolls back what was not committed.
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);

  return {
    url: url.href,
    /** The next COMMITs that come by meet these, one each. */
    cutAt: (...cuts: readonly Cut[]): void => void plan.splice(0, plan.length, ...cuts),
    /** Cuts that no COMMIT has met yet. */
    cutsLeft: (): number => plan.length,
    async stop(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// A simple query is a 'Q', four bytes of length and the text; `pg` writes each in one piece.
function isCommit(chunk: Buffer): boolean {
  return chunk[0] === 0x51 && /^commit/iu.test(chunk.subarray(5).toString("latin1"));
}
