import { expect, test } from "vitest";
import { autostartEntry, autostartFile, startCommand } from "./start-at-login.ts";

test("the entry lies where the desktop looks, XDG_CONFIG_HOME included", () => {
  expect(autostartFile({}, "/home/jonas")).toBe("/home/jonas/.config/autostart/countersign.desktop");
  expect(autostartFile({ XDG_CONFIG_HOME: "/etc/jonas" }, "/home/jonas")).toBe(
    "/etc/jonas/autostart/countersign.desktop",
  );
  expect(autostartFile({ XDG_CONFIG_HOME: "relative" }, "/home/jonas")).toBe(
    "/home/jonas/.config/autostart/countersign.desktop",
  );
});

test("the console is started hidden, as it was started this time", () => {
  expect(startCommand({ executable: "/opt/Countersign/countersign", appFolder: undefined, environment: {} })).toEqual([
    "/opt/Countersign/countersign",
    "--hidden",
  ]);
  const environment = { APPIMAGE: "/home/jonas/Countersign.AppImage", COUNTERSIGN_HOME: "/data" };
  expect(startCommand({ executable: "/tmp/.mount/countersign", appFolder: "/src", environment })).toEqual([
    "env",
    "COUNTERSIGN_HOME=/data",
    "/home/jonas/Countersign.AppImage",
    "/src",
    "--hidden",
  ]);
});

test("a path with spaces, quotes and dollars survives the two layers of quoting", () => {
  const line = autostartEntry(['/opt/My "$Apps"/100%/c', "--hidden"], "Approvals")
    .split("\n")
    .find((one) => one.startsWith("Exec="));
  expect(line).toBe(String.raw`Exec="/opt/My \\"\\$Apps\\"/100%%/c" --hidden`);
});
