import type { App, Dialog } from "electron";
import { messageOf } from "#app/link-failure.ts";
import type { Words } from "./words.ts";

interface FailPorts {
  readonly app: Pick<App, "exit">;
  readonly dialog: Pick<Dialog, "showMessageBox">;
  readonly words: Words;
  /** For whoever reads the program's output. */
  readonly say: (line: string) => void;
}

/** Says why the console cannot start, to the person and to whoever reads its output, and ends it. */
export async function failStart({ app, dialog, words, say }: FailPorts, error: unknown): Promise<void> {
  const detail = messageOf(error);
  say(`Countersign cannot start: ${detail}`);
  await dialog.showMessageBox({
    type: "error",
    title: "Countersign",
    message: words.say("start.failed"),
    detail,
    buttons: [words.say("start.failed.quit")],
    noLink: true,
  });
  app.exit(1);
}
