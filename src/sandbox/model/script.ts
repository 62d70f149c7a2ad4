import { z } from "zod";

/** What the model does next instead of answering well. */
export const ScriptedAnswer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("incomplete") }),
  z.strictObject({ kind: z.literal("refusal") }),
  z.strictObject({ kind: z.literal("raw"), content: z.string(), finish_reason: z.string().default("stop") }),
  z.strictObject({ kind: z.literal("status"), status: z.int().min(400).max(599) }),
  z.strictObject({ kind: z.literal("hang"), ms: z.number().min(0) }),
]);
export type ScriptedAnswer = z.infer<typeof ScriptedAnswer>;

/** The queue of scripted answers, and how often the model was asked. */
export interface ModelScript {
  calls(): number;
  queued(): number;
  push(answers: readonly ScriptedAnswer[]): void;
  /** Counts a call and hands out what is scripted for it. */
  take(): ScriptedAnswer | undefined;
  reset(): void;
}

export function createModelScript(): ModelScript {
  let calls = 0;
  let answers: ScriptedAnswer[] = [];
  return {
    calls: () => calls,
    queued: () => answers.length,
    push: (more) => {
      answers.push(...more);
    },
    take: () => {
      calls += 1;
      return answers.shift();
    },
    reset: () => {
      calls = 0;
      answers = [];
    },
  };
}
