import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** One call that changed a file, as the recorder wrote it down. */
export interface DiskOperation {
  readonly kind: "write" | "truncate" | "sync" | "unlink";
  readonly file: string;
  readonly offset: number;
  readonly data: Buffer;
}

/** What becomes of the writes that were not synced when the power went: real disks do each of these. */
export const fates = ["none", "all", "subset", "torn"] as const;
export type Fate = (typeof fates)[number];

const SECTOR = 512;
const kinds = new Map<string, DiskOperation["kind"]>([
  ["w", "write"],
  ["t", "truncate"],
  ["s", "sync"],
  ["u", "unlink"],
]);

/** Reads the recorder's log; its layout is described in recorder.c. */
export function parseRecording(log: Buffer): DiskOperation[] {
  const operations: DiskOperation[] = [];
  for (let at = 0; at < log.length;) {
    const kind = kinds.get(String.fromCharCode(log.readUInt8(at)));
    if (kind === undefined) throw new TypeError(`The recording is not readable at byte ${at}.`);
    const names = at + 15;
    const data = names + log.readUInt16LE(at + 1);
    const end = data + log.readUInt32LE(at + 3);
    operations.push({
      kind,
      file: log.toString("utf8", names, data),
      offset: Number(log.readBigUInt64LE(at + 7)),
      data: log.subarray(data, end),
    });
    at = end;
  }
  return operations;
}

/**
 * Writes the disk as it may be after a power cut behind the first `count` operations. Each file is synced by itself;
 * names are taken as durable at once, and a disk that answers a sync without having written is not modelled.
 */
export function writeImage(
  folder: string,
  operations: readonly DiskOperation[],
  count: number,
  fate: Fate,
  random: () => number,
): void {
  const files = new Map<string, { durable: Buffer; pending: DiskOperation[] }>();
  for (const operation of operations.slice(0, count)) {
    const file = files.get(operation.file) ?? { durable: Buffer.alloc(0), pending: [] };
    files.set(operation.file, file);
    if (operation.kind === "unlink") files.delete(operation.file);
    else if (operation.kind === "sync") {
      for (const pending of file.pending.splice(0)) file.durable = apply(file.durable, pending);
    } else file.pending.push(operation);
  }
  for (const [name, { durable, pending }] of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, pending.flatMap((each) => survivors(each, fate, random)).reduce(apply, durable));
  }
}

function survivors(operation: DiskOperation, fate: Fate, random: () => number): DiskOperation[] {
  switch (fate) {
    case "none":
      return [];
    case "all":
      return [operation];
    case "subset":
      return random() < 0.5 ? [operation] : [];
    case "torn":
      return operation.kind === "write" ? sectors(operation).filter(() => random() < 0.5) : [operation];
  }
}

/** A disk writes whole sectors, so a write tears at their bounds and not at its own. */
function sectors(operation: DiskOperation): DiskOperation[] {
  const parts: DiskOperation[] = [];
  const end = operation.offset + operation.data.length;
  for (let at = operation.offset; at < end;) {
    const next = Math.min(end, (Math.floor(at / SECTOR) + 1) * SECTOR);
    const data = operation.data.subarray(at - operation.offset, next - operation.offset);
    parts.push({ ...operation, offset: at, data });
    at = next;
  }
  return parts;
}

function apply(bytes: Buffer, { kind, offset, data }: DiskOperation): Buffer {
  const length = kind === "truncate" ? offset : Math.max(bytes.length, offset + data.length);
  const grown = Buffer.alloc(length);
  bytes.copy(grown, 0, 0, Math.min(bytes.length, length));
  if (kind === "write") data.copy(grown, offset);
  return grown;
}
