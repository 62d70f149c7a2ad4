import { defineConfig } from "@trigger.dev/sdk";

export default defineConfig({
  project: "proj_fixturetasks",
  dirs: ["./tasks"],
  maxDuration: 300,
  retries: { enabledInDev: true },
});
