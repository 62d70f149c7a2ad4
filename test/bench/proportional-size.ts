import { readFileSync } from "node:fs";

const MEGABYTE = 1_024;

/** Memory of the process with shared pages counted by their share; megabytes. */
export function proportionalSize(pid: number): number {
  const found = /^Pss:\s+(?<size>\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
  return Number(found?.groups?.["size"] ?? Number.NaN) / MEGABYTE;
}
