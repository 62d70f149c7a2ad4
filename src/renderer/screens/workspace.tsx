import { MousePointerClick } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { AuditEntryPane } from "#renderer/audit/audit-entry-pane.tsx";
import { AuditPane } from "#renderer/audit/audit-pane.tsx";
import { CardPane } from "#renderer/cards/card-pane.tsx";
import type { DecidedBy } from "#renderer/cards/decision-bar.tsx";
import { useClient } from "#renderer/client-context.ts";
import { RecentDecisions } from "#renderer/decisions/recent-decisions.tsx";
import { useUndo } from "#renderer/decisions/use-undo.ts";
import { useCommandKeys } from "#renderer/hooks/use-command-keys.ts";
import { useWindowKey } from "#renderer/hooks/use-window-key.ts";
import { useWords } from "#renderer/messages/words.ts";
import { initialFilter, type QueueFilter } from "#renderer/queue/queue-filter.ts";
import { QueuePane } from "#renderer/queue/queue-pane.tsx";
import { readPlace, readRow, refreshQueue } from "#renderer/queue/use-queue-rows.ts";
import { ErrorBoundary } from "#renderer/ui/error-boundary.tsx";
import { Notice } from "#renderer/ui/notice.tsx";
import { Overlays } from "./overlays.tsx";
import { SessionBanners } from "./session-banners.tsx";
import { TopBar } from "./top-bar.tsx";
import { useBack } from "./use-back.ts";
import type { Overlay } from "./overlay.ts";
import styles from "./workspace.module.css";

/** Queue, card and recent decisions side by side; in a narrow window one at a time. */
export function Workspace() {
  const words = useWords();
  const client = useClient();
  const queries = useQueryClient();
  const [filter, setFilter] = useState<QueueFilter>(initialFilter);
  const [selected, setSelected] = useState<string>();
  const [view, setView] = useState<"list" | "card">("list");
  const [overlay, setOverlay] = useState<Overlay>();
  const [inAudit, setInAudit] = useState(false);
  const [entry, setEntry] = useState<number>();
  const undo = useUndo((tokenId) => open(tokenId));

  function open(tokenId: string): void {
    setSelected(tokenId);
    setInAudit(false);
    setView("card");
  }

  function openEntry(seq: number): void {
    setEntry(seq);
    setView("card");
  }

  function select(tokenId: string, how: "keys" | "enter" | "pointer"): void {
    setSelected(tokenId);
    if (how !== "keys") setView("card");
    if (how === "enter") focusCard();
  }

  async function openNext(): Promise<void> {
    if (selected === undefined) return;
    const waiting: QueueFilter = { ...filter, tab: "waiting" };
    const place = await readPlace(client, waiting, selected);
    await refreshQueue(queries);
    const row = await readRow(client, waiting, place === undefined ? 0 : place + 1);
    const next = row ?? (await readRow(client, waiting, 0));
    if (next !== undefined && next.tokenId !== selected) open(next.tokenId);
  }

  function decided(by: DecidedBy): void {
    if (by === "keys") void openNext();
    else void refreshQueue(queries);
  }

  const openCalled = useEffectEvent((tokenId: string) => open(tokenId));
  useEffect(
    () => client.subscribe((topic) => (topic.topic === "gate.selected" ? openCalled(topic.tokenId) : undefined)),
    [client],
  );
  // Main follows the open card alone, so it has to hear when none is.
  useEffect(() => {
    if (selected === undefined || inAudit) client.call("card.close", {}).catch(() => undefined);
  }, [client, selected, inAudit]);

  const back = useBack(selected, () => setView("list"));
  useWindowKey("o", () => (selected === undefined ? undefined : select(selected, "enter")));
  useWindowKey("u", undo.undoLast);
  useWindowKey("mod+z", undo.undoLast);
  useWindowKey("/", () => document.querySelector<HTMLInputElement>("[data-search]")?.focus());
  useWindowKey("?", () => setOverlay("shortcuts"));
  useCommandKeys({ ",": () => setOverlay("settings") });
  useWindowKey("mod+k", () => setOverlay("palette"), { everywhere: true });

  return (
    <div className={styles["window"]} data-view={(inAudit ? entry : selected) === undefined ? "list" : view}>
      <TopBar onOverlay={setOverlay} />
      <SessionBanners onConnect={() => setOverlay("environments")} />
      <div className={styles["panes"]}>
        <nav className={styles["queue"]} aria-label={words("queue.tabs")}>
          <ErrorBoundary resetKey={filter.tab}>
            <QueuePane
              filter={filter}
              onFilter={setFilter}
              selected={selected}
              onSelect={select}
              inAudit={inAudit}
              onAudit={setInAudit}
              audit={<AuditPane selected={entry} onSelect={openEntry} />}
            />
          </ErrorBoundary>
        </nav>
        <main className={styles["card"]} tabIndex={-1}>
          <ErrorBoundary resetKey={inAudit ? `entry ${entry ?? ""}` : (selected ?? "")}>
            {inAudit ? (
              <AuditEntryPane seq={entry} onOpenGate={open} />
            ) : selected === undefined ? (
              <Notice sign={MousePointerClick} title={words("card.none.title")} text={words("card.none.text")} />
            ) : (
              <CardPane tokenId={selected} onDecided={decided} onNext={() => void openNext()} onBack={back} />
            )}
          </ErrorBoundary>
        </main>
        <aside className={styles["recent"]} aria-label={words("recent.title")}>
          <ErrorBoundary resetKey="recent">
            <RecentDecisions selected={selected} onOpen={open} />
          </ErrorBoundary>
        </aside>
      </div>
      <Overlays
        overlay={overlay}
        onOverlay={setOverlay}
        onOpenGate={open}
        onFilter={(change) => {
          setInAudit(false);
          setFilter({ ...filter, ...change });
        }}
        onAudit={() => setInAudit(true)}
        onUndo={undo.undoLast}
      />
    </div>
  );
}

// The keyboard goes on inside: at the card's title, or at the pane where the card is still on its way.
function focusCard(): void {
  requestAnimationFrame(() => {
    const pane = document.querySelector("main");
    (pane?.querySelector<HTMLElement>("h2") ?? pane)?.focus();
  });
}
