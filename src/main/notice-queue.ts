import type { Notifier } from "#app/ports.ts";

export type Notice = Parameters<Notifier["notify"]>[0];

export interface NoticeQueueOptions {
  readonly show: (notice: Notice) => void;
  /** Runs the callback after that many milliseconds; the returned function cancels it. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

const APART_MS = 1000;
const MOST_IN_A_ROW = 3;

/** Spaces notices a second apart, urgent ones first, and says more than three waiting at once in one sentence. */
export function createNoticeQueue({ show, after }: NoticeQueueOptions): Notifier & { close(): void } {
  let waiting: Notice[] = [];
  let cancel: (() => void) | undefined;
  const next = (): void => {
    cancel = undefined;
    if (waiting.length === 0) return;
    if (waiting.length > MOST_IN_A_ROW) waiting = [coalesce(waiting)];
    const position = Math.max(
      0,
      waiting.findIndex((notice) => notice.urgent),
    );
    for (const notice of waiting.splice(position, 1)) show(notice);
    cancel = after(APART_MS, next);
  };
  return {
    notify: (notice) => {
      waiting.push(notice);
      // Shown in the next turn, so that a poll's worth of gates is counted before the first one is said.
      cancel ??= after(0, next);
    },
    close: () => cancel?.(),
  };
}

function coalesce(notices: Notice[]): Notice {
  const urgent = notices.filter((notice) => notice.urgent).length;
  return {
    title: `${notices.length} gates wait for you`,
    body: urgent === 0 ? "Open Countersign to decide." : `${urgent} of them urgent. Open Countersign to decide.`,
    urgent: urgent > 0,
  };
}
