import { safeStorage } from "electron";
import { type KeyWrapper, prefixOf } from "./key-wrapper.ts";

const ANSWER_MS = 15_000;

/** Electron's safeStorage, by its asynchronous functions where it has them and by the older ones on the compatibility runtime. */
export function createSafeStorageWrapper(): KeyWrapper {
  const hasAsync = typeof safeStorage.encryptStringAsync === "function";
  return {
    problem: async () => {
      const available = hasAsync
        ? await answerInTime(safeStorage.isAsyncEncryptionAvailable())
        : safeStorage.isEncryptionAvailable();
      return available ? undefined : "This system has no keychain that is unlocked.";
    },
    wrap: async (text) =>
      hasAsync ? answerInTime(safeStorage.encryptStringAsync(text)) : safeStorage.encryptString(text),
    unwrap: async (blob) =>
      hasAsync ? (await answerInTime(safeStorage.decryptStringAsync(blob))).result : safeStorage.decryptString(blob),
    // SECURITY: on Linux a missing keyring falls back, silently, to a key that is printed in Chromium's source: `v10`.
    // On macOS and Windows the same three letters stand for the real keychain.
    isTrustworthy: (blob) => process.platform !== "linux" || prefixOf(blob) !== "v10",
  };
}

/** A keyring that waits for its own dialog may never answer, and has no deadline of its own. */
async function answerInTime<T>(answer: Promise<T>): Promise<T> {
  let deadline: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    deadline = setTimeout(() => reject(new Error("the keychain did not answer within 15 seconds")), ANSWER_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(deadline));
}
