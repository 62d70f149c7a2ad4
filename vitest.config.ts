import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          environment: "node",
          include: [
            "src/**/*.test.ts",
            "trigger/**/*.test.ts",
            "scripts/**/*.test.ts",
            "test/offline/compare.test.ts",
            "test/crash/true-ends.test.ts",
            "test/guards/guards.test.ts",
            "test/canary/{find-text,leftovers}.test.ts",
            "test/week/compare-week.test.ts",
          ],
          exclude: ["src/renderer/**"],
        },
      },
      {
        test: { name: "window", environment: "happy-dom", include: ["src/renderer/**/*.test.{ts,tsx}"] },
      },
      {
        test: {
          name: "house",
          environment: "node",
          include: ["test/house/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "contracts",
          environment: "node",
          include: ["test/contracts/**/*.test.ts", "test/sandbox/**/*.test.ts", "test/console/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "sim",
          environment: "node",
          include: ["test/sim/**/*.test.ts", "test/race/**/*.test.ts"],
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "worker",
          environment: "node",
          include: ["test/worker/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          // Whatever of the worker goes through a run and a database, on the oldest PostgreSQL that is supported.
          name: "worker-15",
          environment: "node",
          include: ["test/worker/worker-{attacks,gates,payout,scale}.test.ts"],
          env: { COUNTERSIGN_TEST_POSTGRES: "15" },
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "web",
          maxConcurrency: 3,
          environment: "node",
          include: ["test/web/**/*.test.ts", "test/checklist/**/*.web.test.ts", "test/hostile/hostile.test.ts"],
          globalSetup: ["test/web/build-window.ts"],
          testTimeout: 60_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "e2e",
          environment: "node",
          include: [
            "test/e2e/**/*.test.ts",
            "test/checklist/**/*.e2e.test.ts",
            "test/offline/offline.test.ts",
            "test/bulk/bulk.test.ts",
            "test/crash/electron-kills.test.ts",
            "test/canary/canary.test.ts",
            "test/payload/payload.test.ts",
          ],
          globalSetup: ["test/e2e/launch-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "package",
          environment: "node",
          include: ["test/package/**/*.test.ts"],
          globalSetup: ["test/package/package-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
