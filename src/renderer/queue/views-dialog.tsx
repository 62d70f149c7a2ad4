import { useId, useRef, useState } from "react";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { takeFocus } from "#renderer/ui/take-focus.ts";
import { WindowDialog } from "#renderer/ui/window-dialog.tsx";
import type { QueueFilter } from "./queue-filter.ts";
import { filterOf, type SavedView, useChangeViews, useViews, viewOf } from "./use-views.ts";
import styles from "./views-dialog.module.css";

interface ViewsDialogProps {
  readonly open: boolean;
  readonly filter: QueueFilter;
  readonly onFilter: (filter: QueueFilter) => void;
  readonly onClose: () => void;
}

const MOST_VIEWS = 30;

/** Saved views: the present search, filters and order by a name; applied, renamed and deleted. */
export function ViewsDialog({ open, filter, onFilter, onClose }: ViewsDialogProps) {
  const words = useWords();
  return (
    <WindowDialog title={words("views.title")} open={open} onClose={onClose}>
      <ViewsBody
        filter={filter}
        onApply={(view) => {
          onFilter(filterOf(view));
          onClose();
        }}
      />
    </WindowDialog>
  );
}

interface ViewsBodyProps {
  readonly filter: QueueFilter;
  readonly onApply: (view: SavedView) => void;
}

function ViewsBody({ filter, onApply }: ViewsBodyProps) {
  const words = useWords();
  const tell = useErrorWords();
  const views = useViews();
  const change = useChangeViews();
  const list = useRef<HTMLUListElement>(null);
  return (
    <div className={styles["views"]}>
      <NameForm
        label={words("views.name")}
        action={words("views.save")}
        taken={views.map(({ name }) => name)}
        full={views.length >= MOST_VIEWS}
        onName={(name) => change.mutate((stored) => [...stored, viewOf(name, filter)])}
      />
      {views.length === 0 && <p className={styles["hint"]}>{words("views.empty")}</p>}
      <ul ref={list} className={styles["list"]} aria-label={words("views.title")} tabIndex={-1}>
        {views.map((view) => (
          <ViewItem
            key={view.name}
            view={view}
            taken={views.flatMap(({ name }) => (name === view.name ? [] : [name]))}
            onApply={() => onApply(view)}
            onRename={(name) =>
              change.mutate((stored) => stored.map((one) => (one.name === view.name ? { ...one, name } : one)))
            }
            onDelete={() => {
              // Its button goes with it. To no other one: a second press deletes nothing else.
              list.current?.focus();
              change.mutate((stored) => stored.filter(({ name }) => name !== view.name));
            }}
          />
        ))}
      </ul>
      {change.isError && <p role="alert">{words("settings.notSaved", { reason: tell(change.error) })}</p>}
    </div>
  );
}

interface ViewItemProps {
  readonly view: SavedView;
  readonly taken: readonly string[];
  readonly onApply: () => void;
  readonly onRename: (name: string) => void;
  readonly onDelete: () => void;
}

function ViewItem({ view, taken, onApply, onRename, onDelete }: ViewItemProps) {
  const words = useWords();
  const [renaming, setRenaming] = useState(false);
  if (renaming)
    return (
      <li className={styles["item"]}>
        <NameForm
          label={words("views.rename.label", { name: view.name })}
          action={words("views.rename.save")}
          start={view.name}
          taken={taken}
          full={false}
          onName={(name) => {
            onRename(name);
            setRenaming(false);
          }}
        />
      </li>
    );
  return (
    <li className={styles["item"]} aria-label={view.name}>
      <button
        type="button"
        className={styles["apply"]}
        onClick={onApply}
        title={words("views.apply", { name: view.name })}
      >
        {view.name}
      </button>
      <Button
        size="small"
        aria-label={words("views.rename.label", { name: view.name })}
        onClick={() => setRenaming(true)}
      >
        {words("views.rename")}
      </Button>
      <Button
        size="small"
        tone="reject"
        aria-label={words("views.delete.label", { name: view.name })}
        onClick={onDelete}
      >
        {words("views.delete")}
      </Button>
    </li>
  );
}

interface NameFormProps {
  readonly label: string;
  readonly action: string;
  readonly start?: string;
  readonly taken: readonly string[];
  readonly full: boolean;
  readonly onName: (name: string) => void;
}

function NameForm({ label, action, start = "", taken, full, onName }: NameFormProps) {
  const words = useWords();
  const fieldId = useId();
  const [name, setName] = useState(start);
  const isTaken = taken.some((one) => one.toLowerCase() === name.trim().toLowerCase());
  const problem = full ? words("views.full") : isTaken ? words("views.taken") : undefined;
  return (
    <form
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (problem !== undefined || name.trim() === "") return;
        onName(name.trim());
        setName("");
      }}
    >
      <label htmlFor={fieldId}>{label}</label>
      <input
        id={fieldId}
        ref={takeFocus}
        value={name}
        maxLength={60}
        aria-invalid={isTaken}
        aria-describedby={`${fieldId}-problem`}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" disabled={problem !== undefined || name.trim() === ""}>
        {action}
      </Button>
      <p id={`${fieldId}-problem`} className={styles["problem"]}>
        {problem}
      </p>
    </form>
  );
}
