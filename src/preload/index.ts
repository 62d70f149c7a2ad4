import { contextBridge, ipcRenderer, type IpcRendererEvent } from "electron";
import type { Bridge } from "#ipc/client.ts";

// SECURITY: the window's whole reach. Two functions, data only: no channel names, no events, no ipcRenderer.
const bridge: Bridge = {
  invoke: (request) => ipcRenderer.invoke("countersign:invoke", request),
  subscribe: (listener) => {
    const forward = (_event: IpcRendererEvent, topic: Parameters<typeof listener>[0]): void => listener(topic);
    ipcRenderer.on("countersign:topic", forward);
    return () => void ipcRenderer.removeListener("countersign:topic", forward);
  },
};

contextBridge.exposeInMainWorld("countersign", bridge);
