import { expect, test } from "vitest";
import { isLoopbackUrl } from "./confine-to-loopback.ts";
import { describeRuntime, wordsOf } from "./runtime.ts";

const versions = (electron: string) => ({ ...process.versions, electron, chrome: "140.0.0.0" });

test("an old Electron is named as the compatibility runtime", () => {
  expect(describeRuntime(versions("25.1.1"), false, []).compatibility).toBe(true);
  expect(describeRuntime(versions("45.4.1"), false, []).compatibility).toBe(false);
});

test("root, and a start without the sandbox, are not sandboxed", () => {
  expect(describeRuntime(versions("45.4.1"), true, []).sandboxed).toBe(false);
  expect(describeRuntime(versions("45.4.1"), false, ["electron", "--no-sandbox"]).sandboxed).toBe(false);
  expect(describeRuntime(versions("45.4.1"), false, ["electron"]).sandboxed).toBe(true);
});

test("a command line that Chromium wrote anew as one text is still read word by word", () => {
  const words = ["/opt/Countersign/countersign", "--remote-debugging-port=9222", "countersign://gate/x"];

  expect(wordsOf(`${words.join("\0")}\0`)).toEqual(words);
  expect(wordsOf(`${words.join(" ")}\0`)).toEqual(words);
});

test("only this machine's own addresses are loopback", () => {
  const addresses = [
    "http://127.0.0.1:3000/x",
    "http://localhost:1",
    "http://[::1]:80",
    "http://127.0.0.1.evil.dev",
    "https://api.trigger.dev",
    "http://localhost@evil.dev",
    "nonsense",
  ];
  expect(addresses.map(isLoopbackUrl)).toEqual([true, true, true, false, false, false, false]);
});
