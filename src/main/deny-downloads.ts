import type { Session } from "electron";

/** SECURITY: nothing the window does puts a file on disk; exports are written by main, where the operator asks for them. */
export function denyDownloads(session: Session): void {
  session.on("will-download", (event) => event.preventDefault());
}
