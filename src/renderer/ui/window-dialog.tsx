import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { useWords } from "#renderer/messages/words.ts";
import { DialogPopup } from "./dialog-popup.tsx";
import styles from "./window-dialog.module.css";

interface WindowDialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly wide?: boolean;
  /** As large as the window allows; the content scrolls by itself. */
  readonly full?: boolean;
  /** What has the focus first; the closing cross unless given. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

export function WindowDialog({ title, open, onClose, wide, full, initialFocus, children }: WindowDialogProps) {
  const words = useWords();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles["backdrop"]} />
        <DialogPopup
          className={styles["popup"]}
          {...(initialFocus && { initialFocus })}
          data-wide={wide === true}
          data-full={full === true}
        >
          <header className={styles["head"]}>
            <Dialog.Title className={styles["title"]}>{title}</Dialog.Title>
            <Dialog.Close className={styles["close"]} aria-label={words("app.close")}>
              <X aria-hidden />
            </Dialog.Close>
          </header>
          <div className={styles["body"]}>{children}</div>
        </DialogPopup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
