import { defineConfig } from "@trigger.dev/sdk";

export default defineConfig({
  project: "proj_countersign",
  dirs: ["./trigger"],
  // Tests, the approval library and the database files hold no tasks; prepare.ts would even run when imported.
  ignorePatterns: ["**/*.test.ts", "**/*.test-d.ts", "**/trigger/approval/**", "**/trigger/db/**"],
  // Seconds of work: the time a run waits for a person does not count.
  maxDuration: 300,
  // The tasks meet their own tokens and rows again, so a retry is as safe here as in production.
  retries: {
    enabledInDev: true,
    default: { maxAttempts: 3, minTimeoutInMs: 500, maxTimeoutInMs: 5_000, factor: 2, randomize: true },
  },
});
