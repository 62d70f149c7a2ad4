import { fileURLToPath } from "node:url";
import { createSigner, generateSignerPem, nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { readStrictUtf8 } from "#adapters/crypto/strict-utf8.ts";
import { openAuditLog, type SqliteAuditLog } from "#adapters/sqlite/audit-log.ts";
import type { Database } from "#adapters/sqlite/database.ts";
import { createMemorySnoozes } from "#adapters/fake/memory-snoozes.ts";
import { openGateStore } from "#adapters/sqlite/gate-store.ts";
import { openMemoryDatabase } from "#adapters/sqlite/open-database.ts";
import { openOutbox } from "#adapters/sqlite/outbox.ts";
import { parseBaseUrl } from "#adapters/trigger/base-url.ts";
import { currentCall } from "#adapters/trigger/call.ts";
import { createTriggerGateway } from "#adapters/trigger/gateway.ts";
import { createTransport } from "#adapters/trigger/transport.ts";
import { type Change, type Console, createConsole } from "#app/console.ts";
import type { Alert } from "#core/alert.ts";
import type { Signer } from "#app/ports.ts";
import type { AmountLimit } from "#core/amount-limit.ts";
import { Secret } from "#core/secret.ts";
import { systemClock as clock, systemTimer as timer } from "#main/system-time.ts";
import { createParameterCheck } from "#main/check-parameters.ts";
import { v7 as uuidV7 } from "uuid";

export interface TestConsole {
  readonly console: Console;
  readonly notices: Alert[];
  readonly changes: Change[];
  readonly complaints: unknown[];
  /** Where it keeps everything. */
  readonly database: Database;
  readonly audit: SqliteAuditLog;
  readonly signer: Signer;
  /** Resolves once the condition holds, asked again at each change; throws after the patience in milliseconds. */
  until(condition: () => boolean, patience?: number): Promise<void>;
  stop(): void;
}

interface Connection {
  readonly url: string;
  readonly secretKey: string;
}

const SCHEMA_WORKER = fileURLToPath(new URL("../../src/main/schema-worker.ts", import.meta.url));

const plainFetch = globalThis.fetch;

/** The real use-cases over real SQLite (in memory) and the real gateway, without a window. */
export function openTestConsole(
  connection: Connection,
  pem = generateSignerPem(),
  options: { readonly limits?: readonly AmountLimit[]; readonly undoMs?: number } = {},
): TestConsole {
  // The console's calls go through its transport; the test's own calls to the same sandbox do not.
  const transport = createTransport({ fetch: plainFetch, clock });
  globalThis.fetch = (input, init) => (currentCall() === undefined ? plainFetch : transport)(input, init);
  const database = openMemoryDatabase();
  const signer = createSigner(pem);
  const audit = openAuditLog(database, { crypto: nodeCrypto, signer: () => signer });
  const notices: TestConsole["notices"] = [];
  const changes: Change[] = [];
  const complaints: unknown[] = [];
  const listeners = new Set<() => void>();
  const console = createConsole({
    clock,
    timer,
    random: { fraction: Math.random, uuid: (now) => uuidV7({ msecs: now }) },
    crypto: nodeCrypto,
    readText: readStrictUtf8,
    store: openGateStore(database, { audit, clock }),
    outbox: openOutbox(database, { audit, clock }),
    audit,
    notifier: { notify: (alert) => notices.push(alert), withdraw: () => undefined },
    reminded: { read: () => undefined, write: () => undefined },
    snoozeStore: createMemorySnoozes(),
    signer,
    operatorName: () => "Ada",
    undoMs: () => options.undoMs ?? 0,
    limits: () => options.limits ?? [],
    checkParameters: createParameterCheck({ worker: SCHEMA_WORKER, complain: (error) => complaints.push(error) }),
    midnight: (now) => new Date(now).setHours(0, 0, 0, 0),
    announce: (change) => {
      changes.push(change);
      for (const listener of listeners) listener();
    },
    complain: (error) => complaints.push(error),
  });
  console.start();
  console.addEnvironment({
    id: "test",
    name: "Test",
    kind: "development",
    address: connection.url,
    connect: (onServerTime) =>
      createTriggerGateway({
        baseUrl: parseBaseUrl(connection.url),
        key: async () => new Secret(connection.secretKey),
        timer,
        onServerTime,
      }),
  });
  return {
    console,
    notices,
    changes,
    complaints,
    database,
    audit,
    signer,
    until: async (condition, patience = 15_000) => {
      if (condition()) return;
      await new Promise<void>((resolve, reject) => {
        const look = (): void => {
          if (!condition()) return;
          clearTimeout(limit);
          listeners.delete(look);
          resolve();
        };
        const limit = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`Not within ${patience} ms: ${condition.toString()}`));
        }, patience);
        listeners.add(look);
      });
    },
    stop: () => {
      console.stop();
      database.close();
      globalThis.fetch = plainFetch;
    },
  };
}
