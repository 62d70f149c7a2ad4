// The queue as it must not be built: the whole of it by invoke at every change, and every row in the page.
const { app, BrowserWindow, ipcMain } = require("electron");
const { readFileSync } = require("node:fs");

const gates = JSON.parse(readFileSync(`${__dirname}/gates.json`, "utf8"));
ipcMain.handle("queue", (_event, search) => gates.filter(({ title }) => title.includes(search)));

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    webPreferences: { preload: `${__dirname}/preload.cjs`, contextIsolation: true, sandbox: true },
  });
  return window.loadFile(`${__dirname}/page/index.html`);
});
