import { open, stat, statfs } from "node:fs/promises";
import { arch, homedir, release } from "node:os";
import { join } from "node:path";
import type { Console } from "#app/console.ts";
import { diagnosticsText } from "#core/diagnostics-text.ts";
import { Envelope } from "#core/envelope.ts";
import { paymentOf } from "#core/payment.ts";
import type { DiagnosticCheck } from "#ipc/diagnostics.ts";
import type { Handlers } from "#ipc/contract.ts";
import type { Preferences } from "#ipc/preferences.ts";
import type { SessionView } from "#ipc/views.ts";
import type { HomeFolder } from "./home-folder.ts";
import { writeChosenFile } from "./write-chosen-file.ts";

export interface DiagnosticsPorts {
  readonly folder: HomeFolder;
  readonly preferences: () => Preferences;
  readonly session: () => Pick<
    SessionView,
    "version" | "vault" | "sandboxed" | "runtime" | "undoSeconds" | "repair" | "updates"
  >;
  readonly choosePath: (suggested: string) => Promise<string | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const LARGEST_SKEW_MS = 5_000;
const LEAST_FREE_BYTES = 200 * 1024 * 1024;
const LOG_TAIL_BYTES = 64 * 1024;
const LOG_LINES = 200;

/** What helps whoever is asked for help: how everything stands, and nothing that is nobody else's business. */
export function createDiagnostics(
  ports: DiagnosticsPorts,
  console: Console,
): Pick<Handlers, "diagnostics.check" | "diagnostics.save"> {
  return {
    "diagnostics.check": () => runChecks(ports, console),
    "diagnostics.save": async () => {
      const path = await ports.choosePath(
        `countersign-diagnostics-${new Date(ports.now()).toISOString().slice(0, 10)}.json`,
      );
      if (path === undefined) return null;
      const text = diagnosticsText(await bundle(ports, console), gateTexts(console), homedir());
      await writeChosenFile(path, text);
      return { path };
    },
  };
}

async function bundle(ports: DiagnosticsPorts, console: Console): Promise<object> {
  const { appearance, decisions, ...others } = ports.preferences();
  const { runtime, ...session } = ports.session();
  return {
    format: "countersign/diagnostics/v1",
    at: new Date(ports.now()).toISOString(),
    system: { platform: process.platform, release: release(), arch: arch(), node: process.versions.node, ...runtime },
    session,
    // How much money needs typing is nobody else's business either.
    preferences: { appearance, ...others, decisions: { ...decisions, limits: decisions.limits.length } },
    checks: await runChecks(ports, console),
    environments: console.environments().map(({ id, kind, address, link, time }) => ({
      id,
      kind,
      address,
      link: link.state(),
      failures: link.failures(),
      clock: clockOf(time.read(), ports.now()),
      lastAnswer: console.snapshotTime(id),
      waiting: console.waiting({ search: "", order: "age", environmentId: id }).length,
    })),
    decisions: countBy(console.recent(200).map(({ status }) => status.state)),
    unsettled: console.unsettled().map(({ decisionId, status, attempts }) => ({ decisionId, status, attempts })),
    log: await logTail(ports.folder.logs),
  };
}

async function runChecks(ports: DiagnosticsPorts, console: Console): Promise<DiagnosticCheck[]> {
  const { vault, sandboxed, runtime, repair } = ports.session();
  const checks: DiagnosticCheck[] = console.environments().flatMap(({ name, link, time }): DiagnosticCheck[] => {
    const state = link.state();
    const clock = clockOf(time.read(), ports.now());
    return [
      {
        check: "connection",
        ok: state.state === "online",
        detail: `${name}: ${state.state}${"reason" in state ? `. ${state.reason}` : ""}`.slice(0, 400),
      },
      {
        check: "clock",
        ok: clock !== undefined && Math.abs(clock.offsetMs) <= LARGEST_SKEW_MS + clock.errorMs,
        detail: `${name}: ${clock === undefined ? "?" : `${(clock.offsetMs / 1_000).toFixed(1)} s ± ${(clock.errorMs / 1_000).toFixed(1)} s`}`,
      },
    ];
  });
  return [
    ...checks,
    {
      check: "keychain",
      ok: vault.kind === "keychain",
      detail: vault.kind === "keychain" ? vault.prefix : vault.reason,
    },
    await diskCheck(ports.folder.data),
    { check: "database", ok: repair === undefined, detail: repair?.kind ?? "" },
    { check: "sandbox", ok: sandboxed, detail: "" },
    {
      check: "runtime",
      ok: !runtime.compatibility,
      detail: `Electron ${runtime.electron}, Chromium ${runtime.chromium}`,
    },
  ];
}

async function diskCheck(folder: string): Promise<DiagnosticCheck> {
  try {
    const [{ bavail, bsize }, database] = await Promise.all([statfs(folder), stat(join(folder, "countersign.db"))]);
    const free = bavail * bsize;
    const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
    return {
      check: "disk",
      ok: free >= LEAST_FREE_BYTES,
      detail: `${megabytes(free)} free, database ${megabytes(database.size)}`,
    };
  } catch (error) {
    return { check: "disk", ok: false, detail: error instanceof Error ? error.message.slice(0, 300) : "" };
  }
}

function clockOf(
  time: { readonly now: number; readonly errorMs: number } | undefined,
  now: number,
): { offsetMs: number; errorMs: number } | undefined {
  return time === undefined ? undefined : { offsetMs: time.now - now, errorMs: time.errorMs };
}

/** Whatever the gates on this machine are about: none of it may be in the log's lines or a server's words. */
function gateTexts(console: Console): ReadonlySet<string> {
  const texts = new Set<string>();
  const recent = console.recent(200).flatMap(({ tokenId }) => console.booked(tokenId) ?? []);
  for (const { gate, tags } of [...console.waiting({ search: "", order: "age" }), ...recent]) {
    for (const text of [tags.title, tags.money?.amount]) if (text !== undefined) texts.add(text);
    for (const raw of [gate.envelope, gate.decidedOn]) {
      const envelope = Envelope.safeParse(raw);
      if (!envelope.success) continue;
      const { request } = envelope.data;
      const { payee, account, money } = paymentOf(request) ?? {};
      for (const text of [request.title, payee, account, money?.amount]) if (text !== undefined) texts.add(text);
    }
  }
  return texts;
}

async function logTail(folder: string): Promise<string[]> {
  try {
    const file = await open(join(folder, "console.log"), "r");
    try {
      const { size } = await file.stat();
      const length = Math.min(size, LOG_TAIL_BYTES);
      const { buffer } = await file.read({ buffer: Buffer.alloc(length), position: size - length });
      return buffer.toString("utf8").split("\n").filter(Boolean).slice(-LOG_LINES);
    } finally {
      await file.close();
    }
  } catch {
    return ["There is no log."];
  }
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
