import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { createSigner, generateSignerPem, nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { readStrictUtf8 } from "#adapters/crypto/strict-utf8.ts";
import { createMemorySnoozes } from "#adapters/fake/memory-snoozes.ts";
import { openAuditLog } from "#adapters/sqlite/audit-log.ts";
import { openGateStore } from "#adapters/sqlite/gate-store.ts";
import { openDatabase } from "#adapters/sqlite/open-database.ts";
import { openOutbox } from "#adapters/sqlite/outbox.ts";
import { parseBaseUrl } from "#adapters/trigger/base-url.ts";
import { createTriggerGateway } from "#adapters/trigger/gateway.ts";
import { type Console, createConsole } from "#app/console.ts";
import type { TokenId } from "#core/identifiers.ts";
import type { OutboxEntry } from "#core/outbox.ts";
import { Secret } from "#core/secret.ts";
import { systemClock as clock, systemTimer as timer } from "#main/system-time.ts";

const LEAST_SHOWN_MS = 520;
const PATIENCE_MS = 30_000;

/** A whole console on real files, at a real server, with an operator who is always about to approve. */
export interface RaceConsole {
  readonly name: string;
  readonly keyId: string;
  /** Comes back when the gate's card has been on the screen long enough. */
  read(tokenId: TokenId): Promise<void>;
  approve(tokenId: TokenId): void;
  /** Comes back when the console says how it ended. */
  ended(tokenId: TokenId): Promise<OutboxEntry>;
  close(): void;
}

export interface RaceConsoleOptions {
  readonly name: string;
  readonly folder: string;
  readonly url: string;
  readonly key: string;
}

export function openRaceConsole({ name, folder, url, key }: RaceConsoleOptions): RaceConsole {
  const database = openDatabase({
    path: join(folder, `${name}.db`),
    backupsFolder: join(folder, `${name}-backups`),
    now: Date.now(),
  });
  const signer = createSigner(generateSignerPem());
  const audit = openAuditLog(database, { crypto: nodeCrypto, signer: () => signer });
  const listeners = new Set<() => void>();
  const console: Console = createConsole({
    clock,
    timer,
    random: { fraction: () => Math.random(), uuid: () => randomUUID() },
    crypto: nodeCrypto,
    readText: readStrictUtf8,
    store: openGateStore(database, { audit, clock }),
    outbox: openOutbox(database, { audit, clock }),
    audit,
    notifier: { notify: () => undefined, withdraw: () => undefined },
    reminded: { read: () => undefined, write: () => undefined },
    snoozeStore: createMemorySnoozes(),
    signer,
    operatorName: () => name,
    undoMs: () => 0,
    limits: () => [],
    checkParameters: async () => undefined,
    midnight: (now) => now,
    announce: () => {
      for (const listener of listeners) listener();
    },
    complain: (error) => {
      throw error;
    },
  });
  console.start();
  console.addEnvironment({
    id: "race",
    name: "Race",
    kind: "development",
    address: url,
    connect: (onServerTime) =>
      createTriggerGateway({ baseUrl: parseBaseUrl(url), key: async () => new Secret(key), timer, onServerTime }),
  });

  /** Waits for something that a change announces. */
  function until<T>(what: string, look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        listeners.delete(listener);
        clearTimeout(patience);
        end();
      };
      const listener = (): void => {
        const found = look();
        if (found !== undefined) settle(() => resolve(found));
      };
      const patience = setTimeout(
        () => settle(() => reject(new Error(`${name} waited in vain for ${what}`))),
        PATIENCE_MS,
      );
      listeners.add(listener);
      listener();
    });
  }

  return {
    name,
    keyId: console.keyId,
    read: async (tokenId) => {
      console.refresh();
      await until(`the card of ${tokenId}`, () => console.booked(tokenId)?.gate.envelope);
      const { digest } = console.openCard(tokenId);
      if (digest === undefined) throw new Error(`${tokenId} has no request that can be decided.`);
      console.painted(tokenId, digest);
      await new Promise((resolve) => setTimeout(resolve, LEAST_SHOWN_MS));
    },
    approve: (tokenId) => {
      const { digest } = console.openCard(tokenId);
      if (digest === undefined) throw new Error(`${tokenId} has lost its request.`);
      console.decide({ tokenId, digest, verdict: "approve", edits: [], comment: "" });
    },
    ended: (tokenId) =>
      until(`the end of ${tokenId}`, () => {
        const entry = console.decisionOn(tokenId);
        return entry?.status.state === "delivered" || entry?.status.state === "superseded" ? entry : undefined;
      }),
    close: () => {
      console.stop();
      database.close();
    },
  };
}
