import { writeFileSync } from "node:fs";

/**
 * SECURITY: a core dump of this process would hold the keys. On Linux the kernel is told to leave its memory out, and
 * whatever this process starts inherits that; macOS and Windows write none unless somebody asks for them.
 */
export function keepMemoryOutOfCoreDumps(report: (problem: string) => void): void {
  if (process.platform !== "linux") return;
  try {
    writeFileSync("/proc/self/coredump_filter", "0x0");
  } catch (error) {
    report(`core dumps of this process would hold its memory: ${error instanceof Error ? error.message : "unknown"}`);
  }
}
