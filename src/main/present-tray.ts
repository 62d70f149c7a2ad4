/** What the tray is told; the poll knows it, the tray only shows it. */
export interface TrayState {
  readonly waiting: number;
  /** True while a gate is urgent or its deadline is near. */
  readonly urgent: boolean;
  readonly connection: "online" | "offline" | "key-needed";
}

export type TrayIcon = "idle" | "waiting" | "urgent" | "offline" | "error";

export interface TrayView {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly waitingLabel: string;
}

/** What is worst comes first: a queue that cannot be trusted to be complete must not look like an empty one. */
export function presentTray(state: TrayState): TrayView {
  const waitingLabel = countGates(state.waiting);
  const view = (icon: TrayIcon, note: string): TrayView => ({ icon, tooltip: `Countersign: ${note}`, waitingLabel });
  if (state.connection === "key-needed") return view("error", `a key is needed, ${waitingLabel}`);
  if (state.connection === "offline") return view("offline", `offline, ${waitingLabel}`);
  if (state.urgent) return view("urgent", `${waitingLabel}, urgent`);
  return view(state.waiting === 0 ? "idle" : "waiting", waitingLabel);
}

function countGates(waiting: number): string {
  if (waiting === 0) return "nothing waits for you";
  return waiting === 1 ? "1 gate waits for you" : `${waiting} gates wait for you`;
}
