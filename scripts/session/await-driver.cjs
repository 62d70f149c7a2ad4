// Loaded before the app (`-r`). Where a test driver is about to attach, the app waits for it before it opens its window: a
// driver that attaches while the first page is being swapped in can wait for that page for ever. Playwright's own launcher
// does the same, by the same call, but only for an Electron that it found itself. Without a driver this does nothing.
const { app } = require("electron");

const PATIENCE_MS = 15_000;

if (process.argv.includes("--remote-debugging-port=0")) {
  const attached = new Promise((resolve) => {
    globalThis.__playwright_run = resolve;
    // Another driver than Playwright does not say when it is there.
    setTimeout(resolve, PATIENCE_MS).unref();
  });
  const ready = app.whenReady();
  app.whenReady = () => attached.then(() => ready);
}
