import { z } from "zod";

/** One thing that has to be right for the console to work, and how it stands. */
const DiagnosticCheck = z.strictObject({
  check: z.enum(["connection", "clock", "keychain", "disk", "database", "sandbox", "runtime"]),
  ok: z.boolean(),
  /** Which environment, how far off, how much is left: words or figures, never a secret. */
  detail: z.string().max(400),
});
export type DiagnosticCheck = z.infer<typeof DiagnosticCheck>;

export const DiagnosticChecks = z.array(DiagnosticCheck).max(100);

/** What came of a test notification, as far as the system says. */
export const NoticeOutcome = z.enum(["handed-over", "refused", "unsupported"]);
export type NoticeOutcome = z.infer<typeof NoticeOutcome>;
