import { defineConfig } from "@trigger.dev/sdk";

export default defineConfig({
  project: "proj_scale",
  dirs: ["./tasks"],
  maxDuration: 120,
  retries: { enabledInDev: true, default: { maxAttempts: 1 } },
});
