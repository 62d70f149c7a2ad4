import { Moon } from "lucide-react";
import { useSession } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import { PickOne } from "#renderer/ui/pick-one.tsx";
import { SearchBox } from "#renderer/ui/search-box.tsx";
import type { QueueFilter } from "./queue-filter.ts";
import styles from "./queue-filters.module.css";
import { currentView, filterOf, useViews } from "./use-views.ts";

interface QueueFiltersProps {
  readonly filter: QueueFilter;
  readonly onChange: (filter: QueueFilter) => void;
  /** How many gates sleep. */
  readonly snoozed: number;
  readonly onManageViews: () => void;
}

const URGENCIES = ["critical", "high", "normal", "low"] as const;
const ORDERS = ["deadline", "urgency", "amount", "age"] as const;

export function QueueFilters({ filter, onChange, snoozed, onManageViews }: QueueFiltersProps) {
  const words = useWords();
  const { environments } = useSession();
  const { urgency: _urgency, ...anyUrgency } = filter;
  const { environmentId: _environment, ...anyEnvironment } = filter;
  const { snoozed: _snoozed, ...awake } = filter;
  const views = useViews();
  const view = currentView(views, filter);
  return (
    <div className={styles["filters"]}>
      <SearchBox
        label={words("queue.search")}
        placeholder={words("queue.search.placeholder")}
        value={filter.search}
        onChange={(search) => onChange({ ...filter, search })}
        ofList
      />
      <div className={styles["picks"]}>
        <PickOne
          label={words("queue.order")}
          value={filter.order}
          options={ORDERS.map((order) => ({ value: order, label: words(`queue.order.${order}`) }))}
          onPick={(order) => onChange({ ...filter, order })}
        />
        <PickOne
          label={words("queue.urgency")}
          value={filter.urgency ?? "all"}
          options={[
            { value: "all", label: words("queue.urgency.all") },
            ...URGENCIES.map((urgency) => ({ value: urgency, label: words(`urgency.${urgency}`) })),
          ]}
          onPick={(urgency) => onChange(urgency === "all" ? anyUrgency : { ...filter, urgency })}
        />
        {environments.length > 1 && (
          <PickOne
            label={words("queue.environment")}
            value={filter.environmentId ?? ""}
            options={[
              { value: "", label: words("queue.environment.all") },
              ...environments.map((environment) => ({ value: environment.id, label: environment.name })),
            ]}
            onPick={(id) => onChange(id === "" ? anyEnvironment : { ...filter, environmentId: id })}
          />
        )}
        <PickOne
          label={words("views.title")}
          value={view === undefined ? "none" : `view ${view.name}`}
          options={[
            { value: "none", label: words("views.none") },
            ...views.map(({ name }) => ({ value: `view ${name}`, label: name })),
            { value: "manage", label: words("views.manage") },
          ]}
          onPick={(value) => {
            const picked = views.find(({ name }) => value === `view ${name}`);
            if (value === "manage") onManageViews();
            else if (picked !== undefined) onChange(filterOf(picked));
          }}
        />
        {filter.tab === "waiting" && (snoozed > 0 || filter.snoozed !== undefined) && (
          <button
            type="button"
            className={styles["toggle"]}
            aria-pressed={filter.snoozed !== undefined}
            onClick={() => onChange(filter.snoozed === undefined ? { ...filter, snoozed: "only" } : awake)}
          >
            <Moon aria-hidden /> {words("queue.snoozed", { count: snoozed })}
          </button>
        )}
      </div>
    </div>
  );
}
