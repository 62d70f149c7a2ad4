import { expect, test } from "vitest";
import { windowPreferences } from "./window-preferences.ts";

test("an installed console's window has no Node, no inspector, no spell checker and nothing that weakens a page", () => {
  expect(windowPreferences(true)).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    disableBlinkFeatures: "Auxclick,WebBluetooth,WebUSB,WebHID,Serial",
    devTools: false,
    spellcheck: false,
  });
});

test("only a console run from its sources has an inspector", () => {
  expect(windowPreferences(false)).toEqual({ ...windowPreferences(true), devTools: true });
});
