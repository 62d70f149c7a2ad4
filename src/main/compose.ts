import { userInfo } from "node:os";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { readStrictUtf8 } from "#adapters/crypto/strict-utf8.ts";
import { probe } from "#adapters/trigger/probe.ts";
import { createTransport } from "#adapters/trigger/transport.ts";
import { type Change, createConsole } from "#app/console.ts";
import { createInsight } from "#app/insight.ts";
import type { Random } from "#app/ports.ts";
import { createUpdates } from "#app/updates.ts";
import { ConsoleError } from "#core/error.ts";
import type { Operator } from "#core/operators.ts";
import type { Secret } from "#core/secret.ts";
import { blocksUpdate } from "#core/update-policy.ts";
import { createDispatcher } from "#ipc/dispatch.ts";
import type { EnvironmentView } from "#ipc/views.ts";
import { v7 as uuidV7 } from "uuid";
import { createAuditHandlers } from "./audit-handlers.ts";
import { createParameterCheck } from "./check-parameters.ts";
import { createConnectFrom } from "./connect-from.ts";
import { connect, type ConnectionPorts, connectTested, isConnectedWith, restoreConnections } from "./connections.ts";
import { isKeyName, keyName } from "./environment-keys.ts";
import { createAuditExport } from "./export-audit.ts";
import { createHandlers } from "./handlers.ts";
import { createGatheredNudges } from "./gathered-nudges.ts";
import { createOpenRun } from "./open-run.ts";
import { openOperatorKey } from "./operator-key.ts";
import { openStorage } from "./open-storage.ts";
import { registerOperator } from "./register-operator.ts";
import { createReminderMarks } from "./reminder-marks.ts";
import { createSessionKeys } from "./session-keys.ts";
import { createSettingsHandlers } from "./settings-handlers.ts";
import type { Shell } from "./shell.ts";
import { openSnoozeStore } from "./stored-snoozes.ts";
import { systemClock as clock, systemTimer as timer } from "./system-time.ts";
import { createTrayReport } from "./tray-report.ts";
import { readUndoSeconds } from "./undo-seconds.ts";
import { createAuditCheck } from "./verify-audit.ts";
import { weekStart } from "./week-start.ts";

/** What the console is told from outside at its start; read once, the key deleted from the environment by the caller. */
export interface Start {
  readonly version: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly secretKey: Secret | undefined;
}

/** The running console behind its window. */
export interface ComposedConsole {
  readonly dispatch: ReturnType<typeof createDispatcher>;
  readonly checkNow: () => void;
  readonly setFocused: (focused: boolean) => void;
  readonly suspend: () => void;
  readonly resume: () => void;
  /** Connects what is remembered and what the start brought along. */
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** The first page comes from the disk; asking for more any sooner would take the processors it is painted with. */
const OPENING_MS = 500;

/** Wires the adapters into the use-cases; everything opened here is closed here, in reverse. */
export async function composeConsole(shell: Shell, start: Start): Promise<ComposedConsole> {
  // One transport under the SDK and everything else: Electron's, so that the system's proxy and certificates count.
  globalThis.fetch = createTransport({
    fetch: (input, init) => shell.apiSession.fetch(asRequestInput(input), init),
    clock,
  });
  const openedAt = clock.monotonic();
  const signer = await openOperatorKey(shell.vault);
  const complain = (error: unknown) => shell.log.error("unexpected", error);
  const storage = openStorage(shell.folder.data, { clock, timer, signer, complain });
  const fixedUndo = readUndoSeconds(start.environment["COUNTERSIGN_UNDO_SECONDS"]);
  const undoSeconds = () => fixedUndo ?? shell.preferences.read().decisions.undoSeconds;
  const operatorName = () => shell.settings.read().operatorName ?? userInfo().username;
  const tray = createTrayReport(timer, () => shell.showInTray(tray.state(console)));

  const nudges = createGatheredNudges(timer, (topic) => shell.push(topic));
  const updates = createUpdates({
    source: shell.updates,
    version: start.version,
    clock,
    timer,
    isBusy: () => console.unsettled().some(({ status }) => blocksUpdate(status.state)),
    announce: () => shell.push({ topic: "session.changed" }),
    complain,
  });
  const console = createConsole({
    clock,
    timer,
    random,
    crypto: nodeCrypto,
    readText: readStrictUtf8,
    ...storage,
    notifier: {
      ...shell.notifier,
      notify: (alert) => {
        // A deadline that has come near colours the tray, though nothing else about the queue has changed.
        tray.changed();
        shell.notifier.notify(alert);
      },
    },
    reminded: createReminderMarks(shell.settings),
    snoozeStore: openSnoozeStore(shell.settings),
    signer,
    operatorName,
    undoMs: () => undoSeconds() * 1_000,
    limits: () => shell.preferences.read().decisions.limits,
    checkParameters: createParameterCheck({ worker: shell.schemaWorker, complain }),
    midnight: (now) => new Date(now).setHours(0, 0, 0, 0),
    announce: (change: Change) => {
      if (change.topic === "decisions.changed" && change.passing === true) nudges.pushPassing({ topic: change.topic });
      else nudges.push(change);
      if (change.topic === "decisions.changed") updates.decisionsChanged();
      tray.changed();
    },
    complain,
  });
  const insight = createInsight({
    clock,
    timer,
    facts: storage.insight,
    hastyMs: () => shell.preferences.read().decisions.hastySeconds * 1_000,
    weekStart,
    hourOf: (at) => new Date(at).getHours(),
    complain,
  });
  const vault = createSessionKeys(
    shell.vault,
    (name) => isKeyName(name) && shell.preferences.read().privacy.forgetKeys,
  );
  const settleKeys = () =>
    vault.settle(shell.settings.read().environments.map(({ id }) => keyName(id))).catch(complain);
  shell.preferences.onChange(() => void settleKeys());
  const connections: ConnectionPorts = {
    vault,
    settings: shell.settings,
    timer,
    loopbackOnly: shell.runtime.compatibility,
    firstLookMs: () => Math.max(0, openedAt + OPENING_MS - clock.monotonic()),
    probe: (baseUrl, key) => probe({ baseUrl, key, timer, clock }),
  };
  shell.preferences.onChange(() => {
    shell.push({ topic: "preferences.changed" });
    shell.push({ topic: "session.changed" });
  });
  const session = () => ({
    version: start.version,
    vault: shell.vault.status(),
    sandboxed: shell.runtime.sandboxed,
    runtime: {
      electron: shell.runtime.electron,
      chromium: shell.runtime.chromium,
      compatibility: shell.runtime.compatibility,
    },
    ...(start.secretKey !== undefined && { keyInEnvironment: true }),
    undoSeconds: undoSeconds(),
    ...(fixedUndo !== undefined && { undoFixed: true }),
    ...(storage.repair !== undefined && { repair: storage.repair }),
    updates: updates.view(),
  });
  const handlers = createHandlers(console, {
    session,
    rename: (name) => {
      shell.settings.change({ operatorName: name });
      shell.push({ topic: "session.changed" });
    },
    looks: (id) => looksOf(shell, id),
    connect: connectTested(connections, console),
    connectFrom: createConnectFrom(
      { ...connections, chooseFile: shell.chooseFileToRead, startKey: start.secretKey },
      console,
    ),
    settings: createSettingsHandlers(
      {
        ...connections,
        preferences: shell.preferences,
        audit: storage.audit,
        clock,
        folder: shell.folder,
        session,
        choosePath: shell.chooseFile,
        testNotice: shell.testNotice,
        updates,
        presence: shell.presence,
        noteCopy: shell.noteCopy,
      },
      console,
    ),
    insight,
    audit: createAuditHandlers(
      storage.auditPages,
      createAuditCheck({
        pages: storage.auditPages,
        deviceId: () => storage.audit.deviceId(),
        crypto: nodeCrypto,
        signer,
        clock,
        timer,
      }),
    ),
    openRun: createOpenRun(console, shell.openInBrowser),
    views: {
      read: () => shell.settings.read().views,
      write: (views) => shell.settings.change({ views }),
    },
    exportAudit: createAuditExport({
      audit: storage.audit,
      signer,
      appVersion: start.version,
      choosePath: shell.chooseFile,
      now: () => clock.now(),
    }),
  });

  return {
    dispatch: createDispatcher(handlers, (method, error) => shell.log.error(`handler ${method}`, error)),
    checkNow: () => console.refresh(),
    setFocused: (focused) => {
      console.setFocused(focused);
      insight.focused(focused);
    },
    suspend: () => {
      console.suspend();
      insight.resting(true);
    },
    resume: () => {
      console.resume();
      insight.resting(false);
    },
    start: async () => {
      registerInSandbox(shell, start.environment["COUNTERSIGN_OPERATORS"], console.operator());
      await settleKeys();
      console.start();
      restoreConnections(connections, console);
      updates.start();
      const address = start.environment["TRIGGER_API_URL"] ?? "https://api.trigger.dev";
      if (start.secretKey === undefined) return;
      const given = { address, secretKey: start.secretKey, name: "", keyOrigin: "environment" } as const;
      try {
        // The same key at every start is not written anew each time.
        if (!(await isConnectedWith(connections, console, given))) await connect(connections, console, given);
      } catch (error) {
        // A key or address that cannot be used is no reason not to start: the window tests it and names the cause.
        if (!(error instanceof ConsoleError)) throw error;
        shell.log.warn(`the key that this start brought along was not taken: ${error.message}`);
      }
    },
    stop: () => {
      console.stop();
      updates.stop();
      tray.stop();
      nudges.stop();
      storage.close();
    },
  };
}

const random: Random = { fraction: () => Math.random(), uuid: (now) => uuidV7({ msecs: now }) };

// Electron's fetch takes strings and Requests, not URL objects.
function asRequestInput(input: Parameters<typeof fetch>[0]): string | Request {
  return input instanceof URL ? input.href : input;
}

function looksOf(shell: Shell, id: string): Pick<EnvironmentView, "colour" | "keyOrigin"> {
  const { colour, keyOrigin } = shell.settings.read().environments.find((known) => known.id === id) ?? {};
  return { ...(colour !== undefined && { colour }), ...(keyOrigin !== undefined && { keyOrigin }) };
}

/** In the sandbox the console adds itself to the file of operators that the task reads; the log says so. */
function registerInSandbox(shell: Shell, file: string | undefined, operator: Operator): void {
  if (file === undefined) return;
  if (registerOperator(file, operator)) shell.log.info(`registered this operator in the sandbox's ${file}`);
}
