import type { Browser } from "@playwright/test";
import type { Handlers } from "#ipc/contract.ts";
import { createDispatcher } from "#ipc/dispatch.ts";
import { createHandlers } from "#main/handlers.ts";
import { noInsight } from "#test/console/no-insight.ts";
import { openTestConsole, type TestConsole } from "#test/console/open-test-console.ts";
import { openPage } from "#test/web/open-window.ts";
import { sampleSession } from "#test/web/sample-session.ts";
import { sampleRecords } from "#test/web/sample-records.ts";
import { sampleSettings } from "#test/web/sample-settings.ts";
import type { Finding } from "./findings.ts";
import type { HostileItem } from "./hostile-item.ts";
import { type HostileServer, openHostileServer, type ServedItem } from "./hostile-server.ts";
import { judgeCard, LONGEST_MS } from "./judge-card.ts";
import { readCard } from "./read-card.ts";

/** A check has half a second of processor time, which on a busy machine is several of the clock's; one that hangs never ends. */
const LONGEST_EDIT_MS = 5_000;

const PATIENCE_MS = 120_000;
const FIRST_ROWS = { tab: "waiting", search: "", order: "deadline", offset: 0, limit: 200 } as const;
const KEY = "tr_dev_aB3dE5fG7hI9jK1lM3nO";

/**
 * Sends these items all the way: a server on loopback, the real gateway, the real use-cases on SQLite, the real
 * dispatcher with its schemas, and the built window in Chromium, one card after another.
 */
export async function showItems(browser: Browser, items: readonly HostileItem[]): Promise<Finding[]> {
  let opened: TestConsole | undefined;
  const server = await openHostileServer(items, () => opened?.console.keyId ?? "");
  opened = openTestConsole({ url: server.origin, secretKey: KEY });
  const { console, complaints } = opened;
  try {
    await opened.until(() => console.waitingCount() === items.length && areAllRead(opened, server), PATIENCE_MS);
    const findings = await showAll(browser, opened, server);
    return [...findings, ...complaints.map((error) => crash("the console", `complained: ${String(error)}`))];
  } finally {
    opened.stop();
    await server.close();
  }
}

function areAllRead(opened: TestConsole | undefined, server: HostileServer): boolean {
  return server.served.every(({ tokenId }) => {
    const booked = opened?.console.booked(tokenId);
    // A label that names no run is a gate without one: there is nothing to wait for.
    return booked !== undefined && (booked.gate.envelope !== undefined || booked.tags.runId === undefined);
  });
}

async function showAll(browser: Browser, opened: TestConsole, server: HostileServer): Promise<Finding[]> {
  const handlers = openHandlers(opened);
  const findings: Finding[] = [];
  const internal: string[] = [];
  const dispatch = createDispatcher(handlers, (method, error) => internal.push(`${method}: ${String(error)}`));
  const { page, nudge, complaints, close } = await openPage(browser, handlers);
  let current = "the window";
  page.on("dialog", (dialog) => {
    findings.push({ kind: "executed", item: current, what: `a dialog: ${dialog.message()}` });
    void dialog.dismiss();
  });
  page.on("crash", () => findings.push(crash(current, "the page crashed")));
  const origin = new URL(page.url()).origin;
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== origin)
      findings.push({ kind: "request outside", item: current, what: request.url() });
  });
  try {
    const list = await dispatch({ method: "queue.page", input: FIRST_ROWS });
    if (!list.ok)
      findings.push(crash("the list", list.error.message), ...internal.map((what) => crash("the list", what)));
    await page.getByRole("list", { name: "Waiting gates" }).waitFor();
    for (const served of server.served) {
      current = served.item.name;
      nudge({ topic: "gate.selected", tokenId: served.tokenId });
      let card = await readCard(page, served.tokenId);
      // Another program may have had the processor: what is slow by itself is slow again.
      if (card.shown && card.took > LONGEST_MS) card = await againFrom(served, server);
      findings.push(...judgeCard(served.item, card), ...(await judgeMain(served)));
    }
    const said = await complaints();
    return [...findings, ...[...said, ...internal].map((what) => crash("the window", what))];
  } finally {
    await close();
  }

  async function againFrom({ tokenId }: ServedItem, { served }: HostileServer) {
    const other = served.find((gate) => gate.tokenId !== tokenId)?.tokenId ?? tokenId;
    nudge({ topic: "gate.selected", tokenId: other });
    await readCard(page, other);
    nudge({ topic: "gate.selected", tokenId });
    return readCard(page, tokenId);
  }

  /** The same card as main hands it out, an edit judged by its schema, and what the process's objects gained. */
  async function judgeMain({ item, tokenId }: ServedItem): Promise<Finding[]> {
    const begun = performance.now();
    const reply = await dispatch({ method: "card.open", input: { tokenId } });
    if (item.must?.edit === true) {
      const edits = [{ op: "replace", path: "/amount", value: "1200.00" }];
      const digest = opened.console.openCard(tokenId).digest ?? "";
      opened.console.painted(tokenId, digest);
      await new Promise((resolve) => setTimeout(resolve, 550));
      const edited = performance.now();
      await dispatch({
        method: "decisions.record",
        input: { tokenId, digest, verdict: "approve", edits, comment: "" },
      });
      if (performance.now() - edited > LONGEST_EDIT_MS) return [hang(item, performance.now() - edited)];
    } else if (performance.now() - begun > LONGEST_MS) return [hang(item, performance.now() - begun)];
    const found: Finding[] = [];
    if (!reply.ok) found.push(crash(item.name, `main refused its card: ${reply.error.message}`));
    if (Reflect.get({}, "admin") !== undefined || Object.keys(Object.prototype).length > 0)
      found.push({ kind: "executed", item: item.name, what: "main's objects were polluted" });
    return found;
  }
}

function openHandlers({ console }: TestConsole): Handlers {
  const { environments: _environments, operator: _operator, clock: _clock, ...facts } = sampleSession(Date.now());
  return createHandlers(console, {
    session: () => facts,
    rename: () => undefined,
    looks: () => ({}),
    connectFrom: async () => ({ result: "cancelled" }),
    connect: async () => ({ result: "refused", cause: "test", message: "This console is connected already." }),
    exportAudit: async () => null,
    audit: sampleRecords(),
    insight: noInsight,
    openRun: async () => ({}),
    views: { read: () => [], write: () => undefined },
    settings: sampleSettings(),
  });
}

function crash(item: string, what: string): Finding {
  return { kind: "crash", item, what };
}

function hang({ name }: HostileItem, milliseconds: number): Finding {
  return { kind: "hang", item: name, what: `main took ${Math.round(milliseconds)} ms` };
}
