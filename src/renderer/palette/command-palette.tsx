import { Dialog } from "@base-ui/react/dialog";
import { useMutation } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useState } from "react";
import { plainText } from "#core/present-text.ts";
import type { MethodInput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";
import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import type { QueueFilter } from "#renderer/queue/queue-filter.ts";
import { filterOf, useViews } from "#renderer/queue/use-views.ts";
import type { Overlay } from "#renderer/screens/overlay.ts";
import { commandKey } from "#renderer/ui/command-key.ts";
import { DialogPopup } from "#renderer/ui/dialog-popup.tsx";
import { KeyHint } from "#renderer/ui/key-hint.tsx";
import { takeFocus } from "#renderer/ui/take-focus.ts";
import styles from "./command-palette.module.css";
import { useGateSearch } from "./use-gate-search.ts";

interface CommandPaletteProps {
  readonly open: boolean;
  readonly onOverlay: (overlay: Overlay | undefined) => void;
  readonly onOpenGate: (tokenId: string) => void;
  readonly onFilter: (change: Partial<QueueFilter>) => void;
  readonly onView: (filter: QueueFilter) => void;
  readonly onBatch: () => void;
  readonly onUndo: () => void;
  readonly onAudit: () => void;
}

/** Every action by name. None of them decides: deciding needs the card before one's eyes. */
export function CommandPalette({ open, onOverlay, ...rest }: CommandPaletteProps) {
  const words = useWords();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOverlay(next ? "palette" : undefined)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles["backdrop"]} />
        <DialogPopup className={styles["popup"]} aria-label={words("palette.title")}>
          <PaletteBody onOverlay={onOverlay} {...rest} />
        </DialogPopup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody(props: Omit<CommandPaletteProps, "open">) {
  const { onOverlay, onOpenGate, onFilter, onView, onBatch, onUndo, onAudit } = props;
  const words = useWords();
  const tell = useErrorWords();
  const client = useClient();
  const [search, setSearch] = useState("");
  const gates = useGateSearch(search, true);
  const views = useViews();
  const exporting = useMutation({
    mutationFn: (format: MethodInput<"audit.export">["format"]) => client.call("audit.export", { format }),
  });
  const run = (action: () => void) => () => {
    onOverlay(undefined);
    action();
  };
  const view = [
    ["palette.goWaiting", { tab: "waiting" }],
    ["palette.goOutbox", { tab: "outbox" }],
    ["palette.goSettled", { tab: "settled" }],
    ["palette.goSnoozed", { tab: "waiting", snoozed: "only" }],
    ["palette.order.deadline", { order: "deadline" }],
    ["palette.order.urgency", { order: "urgency" }],
    ["palette.order.amount", { order: "amount" }],
    ["palette.order.age", { order: "age" }],
  ] as const;
  return (
    <Command label={words("palette.title")} loop>
      <Command.Input
        // With the dialog, not a frame after it: what is typed right after Ctrl+K would land where the focus was.
        ref={takeFocus}
        className={styles["input"]}
        placeholder={words("palette.placeholder")}
        value={search}
        onValueChange={setSearch}
      />
      {exporting.data !== undefined && exporting.data !== null && (
        <output className={styles["said"]}>
          {words("palette.exported", { count: exporting.data.entries, path: exporting.data.path })}
        </output>
      )}
      {exporting.isError && (
        <p role="alert" className={styles["said"]}>
          {tell(exporting.error)}
        </p>
      )}
      <Command.List className={styles["list"]}>
        <Command.Empty className={styles["said"]}>{words("palette.empty")}</Command.Empty>
        <Command.Group heading={words("palette.group.actions")}>
          <Command.Item onSelect={run(() => void client.call("queue.refresh", {}).catch(() => undefined))}>
            {words("app.checkNow")}
          </Command.Item>
          <KeyItem name={words("palette.undo")} keys="U" onSelect={run(onUndo)} />
          <Command.Item onSelect={run(onBatch)}>{words("palette.batch")}</Command.Item>
          <Command.Item onSelect={() => exporting.mutate("jsonl")}>{words("palette.exportJsonl")}</Command.Item>
          <Command.Item onSelect={() => exporting.mutate("csv")}>{words("palette.exportCsv")}</Command.Item>
          <KeyItem name={words("settings.title")} keys={`${commandKey()} ,`} onSelect={() => onOverlay("settings")} />
          <Command.Item onSelect={() => onOverlay("operator")}>{words("palette.operator")}</Command.Item>
          <Command.Item onSelect={() => onOverlay("connect")}>{words("operator.addEnvironment")}</Command.Item>
          <KeyItem name={words("app.shortcuts")} keys="?" onSelect={() => onOverlay("shortcuts")} />
        </Command.Group>
        <Command.Group heading={words("palette.group.view")}>
          {view.map(([id, change]) => (
            <Command.Item key={id} onSelect={run(() => onFilter(change))}>
              {words(id)}
            </Command.Item>
          ))}
          <Command.Item onSelect={run(onAudit)}>{words("palette.goAudit")}</Command.Item>
          <Command.Item onSelect={() => onOverlay("insight")}>{words("insight.title")}</Command.Item>
          {views.map((saved) => (
            <Command.Item key={saved.name} onSelect={run(() => onView(filterOf(saved)))}>
              {words("views.apply", { name: saved.name })}
            </Command.Item>
          ))}
          <Command.Item onSelect={() => onOverlay("views")}>{words("views.manage")}</Command.Item>
        </Command.Group>
        <Command.Group heading={words("palette.group.gates")}>
          {gates.data?.rows.map((row) => (
            <Command.Item
              key={row.tokenId}
              value={row.tokenId}
              keywords={[row.title, search]}
              onSelect={run(() => onOpenGate(row.tokenId))}
            >
              {plainText(row.title)}
            </Command.Item>
          ))}
        </Command.Group>
      </Command.List>
    </Command>
  );
}

interface KeyItemProps {
  readonly name: string;
  readonly keys: string;
  readonly onSelect: () => void;
}

/** An action that has a key of its own as well; it is found by its name alone. */
function KeyItem({ name, keys, onSelect }: KeyItemProps) {
  return (
    <Command.Item value={name} className={styles["keyItem"]} onSelect={onSelect}>
      {name} <KeyHint keys={keys} />
    </Command.Item>
  );
}
