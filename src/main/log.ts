import { join } from "node:path";
import electronLog from "electron-log/node.js";
import { scrubText } from "#core/scrub.ts";

export interface Log {
  info(text: string): void;
  warn(text: string): void;
  error(text: string, cause?: unknown): void;
}

const KEY = /\btr_(?:dev|stg|prod|preview|pat|oat)_[A-Za-z0-9_-]+/gu;
const CALLBACK = /https?:\/\/\S+\/callback\/\S+/gu;
const JSON_WEB_TOKEN = /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/gu;

// Whatever moves a terminal's cursor or begins a line of its own: a log entry is one line, and says what it says.
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** What a line may say: keys, callback URLs and public tokens are taken out whoever put them in, and it stays one line. */
export function redact(text: string): string {
  const redacted = text.replace(CALLBACK, "[callback]").replace(JSON_WEB_TOKEN, "[token]").replace(KEY, "[key]");
  return scrubText(redacted).replace(CONTROL, writtenOut);
}

function writtenOut(char: string): string {
  return char === "\n" ? "\\n" : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

/** The console's log on disk, rotated at one megabyte. */
export function openLog(folder: string): Log {
  const logger = electronLog.create({ logId: "countersign" });
  logger.transports.console.level = false;
  logger.transports.file.resolvePathFn = () => join(folder, "console.log");
  logger.transports.file.maxSize = 1024 * 1024;
  return {
    info: (text) => logger.info(redact(text)),
    warn: (text) => logger.warn(redact(text)),
    error: (text, cause) => logger.error(redact(cause === undefined ? text : `${text}: ${describe(cause)}`)),
  };
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
