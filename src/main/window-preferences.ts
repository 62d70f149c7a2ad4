import type { WebPreferences } from "electron";

/**
 * SECURITY: what the window may do. Most of it is Electron's default today; it is written down so that it is tested and
 * stays. `webSecurity`, insecure content, experimental and Blink features are never named at all.
 */
export function windowPreferences(packaged: boolean): WebPreferences {
  return {
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // A page can bring the whole process down by asking for a device where the system has no bus for it.
    disableBlinkFeatures: "Auxclick,WebBluetooth,WebUSB,WebHID,Serial",
    devTools: !packaged,
    // Otherwise Chromium downloads dictionaries.
    spellcheck: false,
  };
}
