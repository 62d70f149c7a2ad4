import { app } from "electron";
import type { Log } from "./log.ts";

/**
 * What nobody expected ends the console instead of stopping it behind a dialog: a decision is on disk before anybody is
 * told so, and a console that is not running is easier to notice than one that has stopped polling.
 */
export function reportUnexpected(log: Log): void {
  process.on("uncaughtException", (error) => {
    log.error("the console ended on an error nobody expected", error);
    process.stderr.write("Countersign ended on an unexpected error; its log has the details.\n");
    app.exit(70);
  });
  process.on("unhandledRejection", (reason) => log.error("a promise failed unheard", reason));
}
