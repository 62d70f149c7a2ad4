import babel from "@rolldown/plugin-babel";
import react, { reactCompilerPreset } from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

// CommonJS, because the compatibility runtime (Electron 25) cannot load an ES module as its entry. Everything is bundled,
// which is how ES-only dependencies get there; the SQLite stand-in is native and only loaded where Electron brings none.
const node = {
  target: "node18",
  externalizeDeps: false,
  // Half as much to read at every start; who looks for a fault has the source maps.
  minify: true,
  sourcemap: true,
} as const;
const external = ["electron", /^electron\/.+/, "@photostructure/sqlite"];

export default defineConfig({
  main: {
    build: {
      ...node,
      outDir: "out/main",
      rolldownOptions: {
        input: { index: "src/main/index.ts", "schema-worker": "src/main/schema-worker.ts" },
        external,
        output: { format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs" },
      },
    },
  },
  preload: {
    build: {
      ...node,
      outDir: "out/preload",
      rolldownOptions: {
        input: { index: "src/preload/index.ts" },
        external,
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "src/renderer",
    // SECURITY: files are named absolutely under app://ui/, so no page can be served from anywhere else by accident.
    base: "/",
    plugins: [react(), babel({ presets: [reactCompilerPreset()] })],
    build: {
      target: "chrome114",
      outDir: "out/renderer",
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: "src/renderer/index.html" } },
    },
  },
});
