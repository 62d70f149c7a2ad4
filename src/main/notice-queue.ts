import type { TokenId } from "#core/identifiers.ts";
import type { Alert } from "#core/alert.ts";
import type { Notice } from "./notice.ts";

export interface NoticeQueueOptions {
  readonly show: (notice: Notice) => void;
  /** Several alerts as one notice. */
  readonly coalesce: (alerts: readonly Alert[]) => Notice;
  /** Runs the callback after that many milliseconds; the returned function cancels it. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

/** What is about to be shown. */
export interface NoticeQueue {
  push(notice: Notice): void;
  /** Leaves out what is about these gates alone. */
  withdraw(tokenIds: readonly TokenId[]): void;
  close(): void;
}

const APART_MS = 1000;
const MOST_IN_A_ROW = 3;

/** Spaces notices a second apart, urgent ones first, and says more than three waiting at once in one sentence. */
export function createNoticeQueue({ show, coalesce, after }: NoticeQueueOptions): NoticeQueue {
  let waiting: Notice[] = [];
  let cancel: (() => void) | undefined;
  const next = (): void => {
    cancel = undefined;
    if (waiting.length === 0) return;
    if (waiting.length > MOST_IN_A_ROW) waiting = gathered(waiting, coalesce);
    const position = Math.max(
      0,
      waiting.findIndex((notice) => notice.urgent),
    );
    for (const notice of waiting.splice(position, 1)) show(notice);
    cancel = after(APART_MS, next);
  };
  return {
    push: (notice) => {
      waiting.push(notice);
      // Shown in the next turn, so that a poll's worth of gates is counted before the first one is said.
      cancel ??= after(0, next);
    },
    withdraw: (tokenIds) => {
      waiting = waiting.filter((notice) => !isOver(notice, new Set(tokenIds)));
    },
    close: () => cancel?.(),
  };
}

/** Whether every gate that the notice is about is among these; one about the console itself never is over. */
function isOver({ about }: Notice, settled: ReadonlySet<TokenId>): boolean {
  return about.length > 0 && about.every(({ tokenId }) => settled.has(tokenId));
}

/** What is about gates in one; what the console says of itself keeps its own words. */
function gathered(notices: readonly Notice[], coalesce: (alerts: readonly Alert[]) => Notice): Notice[] {
  const aboutGates = notices.filter(({ about }) => about.length > 0);
  const alerts = aboutGates.flatMap(({ about }) => about);
  return [
    ...(aboutGates.length > 1 ? [coalesce(alerts)] : aboutGates),
    ...notices.filter(({ about }) => about.length === 0),
  ];
}
