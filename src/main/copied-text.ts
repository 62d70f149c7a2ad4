import { createHash } from "node:crypto";
import type { Timer } from "#app/ports.ts";

/** As long as a person needs to paste what was copied, milliseconds. */
const KEPT_MS = 60_000;
/** The window's copy and its message come by two ways; after this long both are there. */
const ARRIVED_MS = 500;

interface CopiedTextOptions {
  /** Electron's: asynchronous from 44 on, not so on the compatibility runtime. */
  readonly clipboard: {
    readonly readText: () => string | Promise<string>;
    readonly clear: () => void | Promise<void>;
  };
  readonly timer: Timer;
  /** A clipboard that does not answer, for the log. */
  readonly complain: (error: unknown) => void;
}

export interface CopiedText {
  /** The window has just put something of a card on the clipboard. */
  readonly noteCopy: () => void;
  /** Clears at once what is still there; as far as the system does it in the time that is left. */
  readonly close: () => void;
}

/** Takes what was copied from a card off the clipboard again after a minute, unless something else is there by then. */
export function createCopiedText({ clipboard, timer, complain }: CopiedTextOptions): CopiedText {
  let copied: string | undefined;
  let cancel = (): void => undefined;

  // Only a digest is kept: the text itself may be any of a person's.
  const digest = async (): Promise<string> =>
    createHash("sha256")
      .update(await clipboard.readText())
      .digest("hex");
  const clear = async (): Promise<void> => {
    const expected = copied;
    copied = undefined;
    if (expected !== undefined && expected === (await digest())) await clipboard.clear();
  };
  const remember = async (): Promise<void> => {
    copied = await digest();
  };
  return {
    noteCopy: () => {
      cancel();
      cancel = timer.after(ARRIVED_MS, () => {
        remember().catch(complain);
        cancel = timer.after(KEPT_MS - ARRIVED_MS, () => void clear().catch(complain));
      });
    },
    close: () => {
      cancel();
      clear().catch(complain);
    },
  };
}
