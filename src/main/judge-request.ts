import { WINDOW_URL } from "./window-url.ts";

const LARGEST_REQUEST = 64 * 1024;

interface Frame {
  readonly processId: number;
  readonly routingId: number;
  readonly url: string;
}

/** Who asks, as Electron tells it with every request. */
export interface Asking {
  readonly sender: { readonly id: number };
  readonly senderFrame: Frame | null;
}

/** The one window there is. */
export interface OwnWindow {
  isDestroyed(): boolean;
  readonly webContents: { readonly id: number; readonly mainFrame: Pick<Frame, "processId" | "routingId"> };
}

/**
 * SECURITY: why a request of the window is refused before anybody reads it, in words for the log; undefined where it
 * may pass. `mayPass` says whether it comes in time, and is asked about our own page alone.
 */
export function refuseRequest(
  asking: Asking,
  window: OwnWindow | undefined,
  request: unknown,
  mayPass: () => boolean,
): string | undefined {
  if (!isOurPage(asking, window)) return "Only Countersign's own page may ask for anything.";
  if (!mayPass()) return "The window asked too often; wait a moment.";
  return isSmall(request) ? undefined : "The window sent more than a request may hold.";
}

function isOurPage({ sender, senderFrame: frame }: Asking, window: OwnWindow | undefined): boolean {
  if (frame === null || window === undefined || window.isDestroyed()) return false;
  // Compared by place, not identity: older runtimes hand out a fresh object for the same frame.
  const main = window.webContents.mainFrame;
  const isMainFrame = frame.processId === main.processId && frame.routingId === main.routingId;
  return sender.id === window.webContents.id && isMainFrame && frame.url === WINDOW_URL;
}

/** Nesting that cannot be written down again is as bad as size. */
function isSmall(request: unknown): boolean {
  try {
    return (JSON.stringify(request) ?? "").length <= LARGEST_REQUEST;
  } catch {
    return false;
  }
}
