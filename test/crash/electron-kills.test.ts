import { expect, inject, test } from "vitest";
import { killElectronRounds } from "./electron-kills.ts";

const SHARE_MS = 240_000;

test(
  "what the window was told is on disk survives kill -9 of Electron's main process, and ends as the server shows",
  async () => {
    const launch = inject("launch");
    if (launch.kind === "impossible") throw new Error(launch.reason);

    const report = await killElectronRounds(launch.spec, { rounds: 10, seed: 1, progress: () => undefined });

    expect(report).toMatchObject({ rounds: 10, lost: 0, corrupt: 0, untrue: 0 });
    expect(report.promised).toBeGreaterThan(0);
  },
  SHARE_MS,
);
