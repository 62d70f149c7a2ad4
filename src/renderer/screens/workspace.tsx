import { MousePointerClick } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { AuditEntryPane } from "#renderer/audit/audit-entry-pane.tsx";
import { AuditPane } from "#renderer/audit/audit-pane.tsx";
import { BulkDialog, type BulkRequest } from "#renderer/bulk/bulk-dialog.tsx";
import { CardPane } from "#renderer/cards/card-pane.tsx";
import type { DecidedBy } from "#renderer/cards/decision-bar.tsx";
import { useClient } from "#renderer/client-context.ts";
import { RecentDecisions } from "#renderer/decisions/recent-decisions.tsx";
import { useUndo } from "#renderer/decisions/use-undo.ts";
import { useCommandKeys } from "#renderer/hooks/use-command-keys.ts";
import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useWindowKey } from "#renderer/hooks/use-window-key.ts";
import { useWords } from "#renderer/messages/words.ts";
import { initialFilter, type QueueFilter } from "#renderer/queue/queue-filter.ts";
import { QueuePane } from "#renderer/queue/queue-pane.tsx";
import { Selecting } from "#renderer/queue/selecting.ts";
import { SnoozeDialog, type SnoozeOutcomes } from "#renderer/queue/snooze-dialog.tsx";
import { snoozeWords } from "#renderer/queue/snooze-words.ts";
import { useSelection } from "#renderer/queue/use-selection.ts";
import { useSelectionKeys } from "#renderer/queue/use-selection-keys.ts";
import { readPlace, readRow, refreshQueue } from "#renderer/queue/use-queue-rows.ts";
import { ErrorBoundary } from "#renderer/ui/error-boundary.tsx";
import { Notice } from "#renderer/ui/notice.tsx";
import { BackBar } from "./back-bar.tsx";
import { Overlays } from "./overlays.tsx";
import { SessionBanners } from "./session-banners.tsx";
import { TopBar } from "./top-bar.tsx";
import { useBack } from "./use-back.ts";
import type { Overlay } from "./overlay.ts";
import styles from "./workspace.module.css";

/** Queue, card and recent decisions side by side; in a narrow window one at a time. */
export function Workspace() {
  const words = useWords();
  const writeInstant = useInstant();
  const client = useClient();
  const queries = useQueryClient();
  const [filter, setFilter] = useState<QueueFilter>(initialFilter);
  const [selected, setSelected] = useState<string>();
  const [view, setView] = useState<"list" | "card">("list");
  const [overlay, setOverlay] = useState<Overlay>();
  const [inAudit, setInAudit] = useState(false);
  const [entry, setEntry] = useState<number>();
  const [bulk, setBulk] = useState<BulkRequest>();
  const [snoozing, setSnoozing] = useState<readonly string[]>();
  const [said, setSaid] = useState<string>();
  const selection = useSelection(filter);
  const undo = useUndo((tokenId) => open(tokenId));

  function open(tokenId: string): void {
    setSelected(tokenId);
    setInAudit(false);
    setView("card");
  }

  function openEntry(seq: number, how: "keys" | "pointer"): void {
    setEntry(seq);
    if (how !== "keys") setView("card");
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
  }

  function decideMany(verdict: "approve" | "reject"): void {
    if (selection.ids.length > 0) setBulk({ step: "review", verdict, tokenIds: selection.ids });
  }

  function snoozed(outcomes: SnoozeOutcomes | undefined): void {
    setSnoozing(undefined);
    setSaid(snoozeWords(outcomes, words, writeInstant));
    const only = outcomes?.length === 1 ? outcomes[0] : undefined;
    selection.clear();
    if (only?.tokenId === selected && only?.result === "snoozed") void openNext();
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

  useSelectionKeys({
    selection,
    open: inAudit ? undefined : selected,
    enabled: filter.tab === "waiting" && !inAudit,
    onDecide: decideMany,
    onSnooze: setSnoozing,
  });
  const back = useBack(selection, () => setView("list"));
  useWindowKey("o", () => (selected === undefined ? undefined : select(selected, "enter")));
  useWindowKey("u", undo.undoLast);
  useWindowKey("mod+z", undo.undoLast);
  useWindowKey("/,shift+/", () => document.querySelector<HTMLInputElement>("[data-search]")?.focus());
  useWindowKey("?,shift+?", () => setOverlay("shortcuts"));
  useCommandKeys({ ",": () => setOverlay("settings") });
  useWindowKey("mod+k", () => setOverlay("palette"), { everywhere: true });

  return (
    <Selecting value={filter.tab === "waiting" && !inAudit && selection.ids.length > 0}>
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
                selection={selection}
                onDecide={decideMany}
                onSnooze={() => setSnoozing(selection.ids)}
                onManageViews={() => setOverlay("views")}
                said={said}
                inAudit={inAudit}
                onAudit={setInAudit}
                audit={<AuditPane selected={entry} onSelect={openEntry} />}
              />
            </ErrorBoundary>
          </nav>
          <main className={styles["card"]} tabIndex={-1}>
            <BackBar onBack={back} />
            <ErrorBoundary resetKey={inAudit ? `entry ${entry ?? ""}` : (selected ?? "")}>
              {inAudit ? (
                <AuditEntryPane seq={entry} onOpenGate={open} />
              ) : selected === undefined ? (
                <Notice sign={MousePointerClick} title={words("card.none.title")} text={words("card.none.text")} />
              ) : (
                <CardPane tokenId={selected} onDecided={decided} onNext={() => void openNext()} />
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
          filter={filter}
          onView={(view) => {
            setInAudit(false);
            setFilter(view);
          }}
          onBatch={() => setBulk({ step: "outcomes" })}
          onUndo={undo.undoLast}
        />
        {bulk !== undefined && (
          <BulkDialog
            request={bulk}
            onClose={() => setBulk(undefined)}
            onDecided={selection.clear}
            onOpen={(tokenId) => {
              setBulk(undefined);
              open(tokenId);
            }}
          />
        )}
        {snoozing !== undefined && (
          <SnoozeDialog tokenIds={snoozing} onClose={() => setSnoozing(undefined)} onDone={snoozed} />
        )}
      </div>
    </Selecting>
  );
}

// The keyboard goes on inside: at the card's title, or at the pane where the card is still on its way.
function focusCard(): void {
  requestAnimationFrame(() => {
    const pane = document.querySelector("main");
    (pane?.querySelector<HTMLElement>("h2") ?? pane)?.focus();
  });
}
