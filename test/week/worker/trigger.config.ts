import { defineConfig } from "@trigger.dev/sdk";

export default defineConfig({
  project: "proj_week",
  dirs: ["./tasks"],
  maxDuration: 300,
  // As the project's own configuration has it.
  retries: {
    enabledInDev: true,
    default: { maxAttempts: 3, minTimeoutInMs: 500, maxTimeoutInMs: 5_000, factor: 2, randomize: true },
  },
});
