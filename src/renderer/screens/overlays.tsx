import { InsightPanel } from "#renderer/insight/insight-panel.tsx";
import { CommandPalette } from "#renderer/palette/command-palette.tsx";
import { ShortcutSheet } from "#renderer/palette/shortcut-sheet.tsx";
import { useWords } from "#renderer/messages/words.ts";
import type { QueueFilter } from "#renderer/queue/queue-filter.ts";
import { ViewsDialog } from "#renderer/queue/views-dialog.tsx";
import { SettingsPanel } from "#renderer/settings/settings-panel.tsx";
import { WindowDialog } from "#renderer/ui/window-dialog.tsx";
import { ConnectForm } from "./connect-form.tsx";
import { OperatorPanel } from "./operator-panel.tsx";
import type { Overlay } from "./overlay.ts";

interface OverlaysProps {
  readonly overlay: Overlay | undefined;
  readonly onOverlay: (overlay: Overlay | undefined) => void;
  readonly onOpenGate: (tokenId: string) => void;
  readonly filter: QueueFilter;
  readonly onFilter: (change: Partial<QueueFilter>) => void;
  /** Another way to look at the list, the present one put aside. */
  readonly onView: (filter: QueueFilter) => void;
  /** Shows what became of the newest bulk decision. */
  readonly onBatch: () => void;
  readonly onUndo: () => void;
  readonly onAudit: () => void;
}

export function Overlays(props: OverlaysProps) {
  const { overlay, onOverlay, onOpenGate, filter, onFilter, onView, onBatch, onUndo, onAudit } = props;
  const words = useWords();
  const close = () => onOverlay(undefined);
  return (
    <>
      <CommandPalette
        open={overlay === "palette"}
        onOverlay={onOverlay}
        onOpenGate={onOpenGate}
        onFilter={onFilter}
        onView={onView}
        onBatch={onBatch}
        onUndo={onUndo}
        onAudit={onAudit}
      />
      <ViewsDialog open={overlay === "views"} filter={filter} onFilter={onView} onClose={close} />
      <WindowDialog title={words("app.shortcuts")} open={overlay === "shortcuts"} onClose={close} wide>
        <ShortcutSheet />
      </WindowDialog>
      <WindowDialog title={words("operator.title")} open={overlay === "operator"} onClose={close}>
        <OperatorPanel onConnect={() => onOverlay("connect")} />
      </WindowDialog>
      <WindowDialog
        title={words("settings.title")}
        open={overlay === "settings" || overlay === "environments"}
        onClose={close}
        wide
      >
        <SettingsPanel {...(overlay === "environments" && { section: "environments" })} />
      </WindowDialog>
      <WindowDialog title={words("insight.title")} open={overlay === "insight"} onClose={close} wide>
        <InsightPanel />
      </WindowDialog>
      <WindowDialog title={words("connect.title")} open={overlay === "connect"} onClose={close}>
        <ConnectForm onConnected={close} />
      </WindowDialog>
    </>
  );
}
