import { expect, test } from "vitest";
import { failStart } from "./fail-start.ts";
import { createWords } from "./words.ts";

test.each([
  ["en", "Countersign cannot start", "Quit"],
  ["de", "Countersign kann nicht starten", "Beenden"],
] as const)(
  "in %s: why it cannot start stands on the screen until it is read, and then it ends",
  async (language, message, quit) => {
    const happened: unknown[] = [];
    const ports = {
      app: { exit: (code?: number) => void happened.push(code) },
      dialog: { showMessageBox: async (options: object) => void happened.push(options) },
      words: createWords(() => ({ tag: language, language })),
      say: (line: string) => void happened.push(line),
    };
    await failStart(ports as unknown as Parameters<typeof failStart>[0], new Error("The folder is somebody else's."));
    expect(happened).toMatchObject([
      "Countersign cannot start: The folder is somebody else's.",
      { type: "error", message, detail: "The folder is somebody else's.", buttons: [quit] },
      1,
    ]);
  },
);
