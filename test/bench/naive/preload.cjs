const { contextBridge, ipcRenderer } = require("electron");

contextBridge.exposeInMainWorld("naive", { queue: (search) => ipcRenderer.invoke("queue", search) });
