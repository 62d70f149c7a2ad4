import { safeStorage } from "electron";
import { isWrappedSafely, type KeyWrapper } from "./key-wrapper.ts";

const ANSWER_MS = 15_000;

/** Electron's safeStorage, by its asynchronous functions where it has them and by the older ones on the compatibility runtime. */
export function createSafeStorageWrapper(): KeyWrapper {
  const hasAsync = typeof safeStorage.encryptStringAsync === "function";
  return {
    problem: async () => {
      const available = hasAsync
        ? await answerInTime(safeStorage.isAsyncEncryptionAvailable())
        : safeStorage.isEncryptionAvailable();
      return available ? undefined : "locked";
    },
    wrap: async (text) =>
      hasAsync ? answerInTime(safeStorage.encryptStringAsync(text)) : safeStorage.encryptString(text),
    unwrap: async (blob) =>
      hasAsync ? (await answerInTime(safeStorage.decryptStringAsync(blob))).result : safeStorage.decryptString(blob),
    isTrustworthy: (blob) => isWrappedSafely(blob, process.platform),
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
