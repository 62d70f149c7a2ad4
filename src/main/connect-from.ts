import { open } from "node:fs/promises";
import type { Console } from "#app/console.ts";
import { ConsoleError } from "#core/error.ts";
import { findSecretKey } from "#core/find-secret-key.ts";
import type { Secret } from "#core/secret.ts";
import { parseSecretKey } from "#core/secret-key.ts";
import type { Handlers } from "#ipc/contract.ts";
import { type ConnectionPorts, connectOnce, refusalOf } from "./connections.ts";

export interface ConnectFromPorts extends ConnectionPorts {
  /** Asks the person for a file; undefined where they think better of it. */
  readonly chooseFile: () => Promise<string | undefined>;
  /** The key that the start brought along in TRIGGER_SECRET_KEY. */
  readonly startKey: Secret | undefined;
}

const LARGEST_FILE = 64 * 1024;

/** Takes a key that is somewhere already, so that nobody has to copy it: the window never sees it. */
export function createConnectFrom(ports: ConnectFromPorts, console: Console): Handlers["session.connectFrom"] {
  async function findKey(from: "file" | "environment"): Promise<Secret | undefined> {
    if (from === "environment") return ports.startKey && parseSecretKey(ports.startKey.reveal()).secret;
    const path = await ports.chooseFile();
    return path === undefined ? undefined : findSecretKey(await readStart(path)).secret;
  }

  return async ({ from, address, name }) => {
    try {
      const secretKey = await findKey(from);
      if (secretKey === undefined) return { result: "cancelled" };
      return await connectOnce(ports, console, { address, name, secretKey, keyOrigin: from });
    } catch (error) {
      return refusalOf(error);
    }
  };
}

async function readStart(path: string): Promise<string> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(LARGEST_FILE) });
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new ConsoleError("session/key-malformed", "The file could not be read.", { cause: error });
  }
}
