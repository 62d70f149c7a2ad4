import { expect, test } from "vitest";
import { createCopiedText } from "./copied-text.ts";

function openClipboard() {
  let text = "before";
  let now = 0;
  let due: { at: number; callback: () => void }[] = [];
  const copied = createCopiedText({
    clipboard: { readText: () => text, clear: () => void (text = "") },
    complain: (error) => {
      throw error;
    },
    timer: {
      after: (milliseconds, callback) => {
        const entry = { at: now + milliseconds, callback };
        due.push(entry);
        return () => (due = due.filter((one) => one !== entry));
      },
    },
  });
  return {
    copied,
    copy: (copiedText: string) => {
      text = copiedText;
      copied.noteCopy();
    },
    put: (other: string) => (text = other),
    text: () => text,
    pass: async (milliseconds: number) => {
      const end = now + milliseconds;
      for (let next = due.find(({ at }) => at <= end); next !== undefined; next = due.find(({ at }) => at <= end)) {
        due = due.filter((one) => one !== next);
        now = next.at;
        next.callback();
        await new Promise(setImmediate);
      }
      now = end;
    },
  };
}

test("what was copied is on the clipboard for a minute and then gone", async () => {
  const { copy, pass, text } = openClipboard();
  copy("waitpoint_abc");
  await pass(59_000);
  expect(text()).toBe("waitpoint_abc");
  await pass(1_000);
  expect(text()).toBe("");
});

test("what somebody copied elsewhere meanwhile stays", async () => {
  const { copy, put, pass, text } = openClipboard();
  copy("waitpoint_abc");
  await pass(10_000);
  put("a shopping list");
  await pass(120_000);
  expect(text()).toBe("a shopping list");
});

test("a second copy has a minute of its own", async () => {
  const { copy, pass, text } = openClipboard();
  copy("first");
  await pass(50_000);
  copy("second");
  await pass(50_000);
  expect(text()).toBe("second");
  await pass(10_000);
  expect(text()).toBe("");
});

test("a console that ends takes it along at once", async () => {
  const { copied, copy, pass, put, text } = openClipboard();
  copy("waitpoint_abc");
  await pass(1_000);
  copied.close();
  await new Promise(setImmediate);
  expect(text()).toBe("");
  put("later");
  await pass(120_000);
  expect(text()).toBe("later");
});
