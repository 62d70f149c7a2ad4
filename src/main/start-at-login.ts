import { join } from "node:path";

/** The argument with which the system starts the console at login: into the tray, without a window. */
export const HIDDEN = "--hidden";

/** Where a Linux desktop looks for what it starts at login. */
export function autostartFile(environment: NodeJS.ProcessEnv, home: string): string {
  const config = environment["XDG_CONFIG_HOME"];
  // The specification takes a relative path for none.
  const folder = config?.startsWith("/") === true ? config : join(home, ".config");
  return join(folder, "autostart", "countersign.desktop");
}

/** How this very console is started again. */
export function startCommand(start: {
  readonly executable: string;
  /** The app's folder, where Electron was told it: a console that is not installed. */
  readonly appFolder: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}): string[] {
  const { APPIMAGE, COUNTERSIGN_HOME } = start.environment;
  return [
    ...(COUNTERSIGN_HOME === undefined ? [] : ["env", `COUNTERSIGN_HOME=${COUNTERSIGN_HOME}`]),
    // An AppImage runs from a folder that is gone after it.
    APPIMAGE ?? start.executable,
    ...(start.appFolder === undefined ? [] : [start.appFolder]),
    HIDDEN,
  ];
}

/** A desktop entry, quoted as its specification wants it. */
export function autostartEntry(command: readonly string[], comment: string): string {
  return [
    "[Desktop Entry]",
    "Type=Application",
    "Name=Countersign",
    `Comment=${comment}`,
    `Exec=${command.map(quoted).join(" ")}`,
    "Terminal=false",
    "X-GNOME-Autostart-enabled=true",
    "",
  ].join("\n");
}

/** Quoted for Exec's own rules, then once more for those of every value of the file; a percent sign would be a field code. */
function quoted(argument: string): string {
  if (/^[\w\-./=:]+$/u.test(argument)) return argument;
  const escaped = argument.replaceAll(/["`$\\]/gu, "\\$&").replaceAll("%", "%%");
  return `"${escaped}"`.replaceAll("\\", "\\\\");
}
