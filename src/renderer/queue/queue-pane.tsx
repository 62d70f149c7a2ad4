import { CheckCheck, Inbox, SearchX } from "lucide-react";
import { Tabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Notice } from "#renderer/ui/notice.tsx";
import { isNarrowed, type QueueFilter, withoutNarrowing } from "./queue-filter.ts";
import { QueueFilters } from "./queue-filters.tsx";
import { QueueList } from "./queue-list.tsx";
import styles from "./queue-pane.module.css";
import { SelectionBar } from "./selection-bar.tsx";
import { useFirstPage } from "./use-queue-rows.ts";
import type { Selection } from "./use-selection.ts";

interface QueuePaneProps {
  readonly filter: QueueFilter;
  readonly onFilter: (filter: QueueFilter) => void;
  readonly selected: string | undefined;
  readonly onSelect: (tokenId: string, how: "keys" | "enter" | "pointer") => void;
  readonly selection: Selection;
  readonly onDecide: (verdict: "approve" | "reject") => void;
  readonly onSnooze: () => void;
  readonly onManageViews: () => void;
  /** What came of the last thing that was done to the list. */
  readonly said: string | undefined;
}

interface ListsProps extends QueuePaneProps {
  /** The audit log, which is no list of gates; it lies under its own tab. */
  readonly audit: ReactNode;
  readonly inAudit: boolean;
  readonly onAudit: (inAudit: boolean) => void;
}

const AUDIT = "audit";
const TABS = ["waiting", "outbox", "settled"] as const;

export function QueuePane(props: ListsProps) {
  const { filter, onFilter, selection, onDecide, onSnooze, onManageViews, said, audit, inAudit, onAudit } = props;
  const words = useWords();
  const first = useFirstPage(filter);
  const waiting = first.data?.waiting;
  return (
    <Tabs.Root
      className={styles["pane"]}
      value={inAudit ? AUDIT : filter.tab}
      onValueChange={(tab: QueueFilter["tab"] | typeof AUDIT) => {
        onAudit(tab === AUDIT);
        if (tab !== AUDIT) onFilter({ ...filter, tab });
      }}
    >
      <Tabs.List className={styles["tabs"]} aria-label={words("queue.tabs")}>
        {TABS.map((tab) => (
          <Tabs.Tab key={tab} value={tab} className={styles["tab"]}>
            {words(`queue.tab.${tab}`)}
            {tab === "waiting" && waiting !== undefined && <span className={styles["count"]}>{waiting}</span>}
          </Tabs.Tab>
        ))}
        <Tabs.Tab value={AUDIT} className={styles["tab"]}>
          {words("queue.tab.audit")}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value={inAudit ? AUDIT : filter.tab} className={styles["panel"]} tabIndex={-1}>
        {inAudit ? (
          audit
        ) : (
          <>
            <QueueFilters
              filter={filter}
              onChange={onFilter}
              snoozed={first.data?.snoozed ?? 0}
              onManageViews={onManageViews}
            />
            {filter.tab === "waiting" && <SelectionBar selection={selection} onDecide={onDecide} onSnooze={onSnooze} />}
            {said !== undefined && <output className={styles["summary"]}>{said}</output>}
            <QueueBody {...props} first={first} />
          </>
        )}
      </Tabs.Panel>
    </Tabs.Root>
  );
}

interface QueueBodyProps extends Pick<QueuePaneProps, "filter" | "onFilter" | "selected" | "onSelect" | "selection"> {
  readonly first: ReturnType<typeof useFirstPage>;
}

function QueueBody({ filter, onFilter, first, selected, onSelect, selection }: QueueBodyProps) {
  const words = useWords();
  const tell = useErrorWords();
  if (first.isError) {
    return (
      <Notice title={words("queue.failed.title")} text={tell(first.error)} alert>
        <Button onClick={() => void first.refetch()}>{words("app.tryAgain")}</Button>
      </Notice>
    );
  }
  if (first.data === undefined) return <p className={styles["loading"]}>{words("app.loading")}</p>;
  if (first.data.total === 0 && isNarrowed(filter)) {
    return (
      <Notice sign={SearchX} title={words("queue.empty.search.title")} text={words("queue.empty.search.text")}>
        <Button onClick={() => onFilter(withoutNarrowing(filter))}>{words("queue.empty.search.action")}</Button>
      </Notice>
    );
  }
  if (first.data.total === 0)
    return (
      <>
        <ul aria-label={words(`queue.${filter.tab}`)} />
        <Notice
          sign={filter.tab === "waiting" ? CheckCheck : Inbox}
          title={words(`queue.empty.${filter.tab}.title`)}
          text={words(`queue.empty.${filter.tab}.text`)}
        />
      </>
    );
  return (
    <>
      {isNarrowed(filter) && (
        <output className={styles["summary"]}>
          {words("queue.count.narrowed", { count: first.data.total, waiting: first.data.waiting })}
        </output>
      )}
      <QueueList
        filter={filter}
        first={first.data}
        selected={selected}
        onSelect={onSelect}
        selection={filter.tab === "waiting" ? selection : undefined}
      />
    </>
  );
}
