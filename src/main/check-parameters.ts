import { Worker } from "node:worker_threads";
import type { CheckParameters } from "#app/checked-edits.ts";
import { ConsoleError } from "#core/error.ts";
import { FieldProblem } from "#core/field-problem.ts";
import type { Judgement } from "./judge-parameters.ts";
import type { JudgeRequest } from "./schema-worker.ts";

/**
 * Processor time that no honest schema needs; a `pattern` built to backtrack would run for years. The clock would be no
 * measure: on a busy computer it runs on while others have the processor.
 */
const LONGEST_CHECK_MS = 500;
const LOOK_MS = 100;
const LONGEST_START_MS = 10_000;
const MOST_MEMORY_MB = 64;

interface ParameterCheck {
  /** The worker's file: the built one, or its source in a test. */
  readonly worker: string;
  readonly complain: (error: unknown) => void;
}

/** Checks edits in a thread of its own that is ended when it has answered, and killed when it does not. */
export function createParameterCheck({ worker, complain }: ParameterCheck): CheckParameters {
  return async (parameters, schema) => {
    const judgement = await judgeInWorker(worker, { parameters, schema }).catch((error: unknown) => {
      if (!(error instanceof ConsoleError)) complain(error);
      throw error instanceof ConsoleError ? error : unchecked("The check of the edits failed.", error);
    });
    switch (judgement.kind) {
      case "fits":
        return;
      case "unreadable-schema":
        throw unchecked("The task's schema cannot be read, so edits cannot be checked.", judgement.detail);
      case "issues":
        throw new ConsoleError(
          "edit/refused",
          `The edited parameters do not fit the task's schema: ${judgement.issues.map(({ path, rule }) => `${path} (${rule})`).join(", ")}.`,
          { fields: judgement.issues.map((issue) => FieldProblem.parse(issue)) },
        );
    }
  };
}

function judgeInWorker(file: string, request: JudgeRequest): Promise<Judgement> {
  // SECURITY: nothing of this process is handed over, neither its environment nor its arguments.
  const worker = new Worker(file, {
    env: {},
    argv: [],
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  let watch: NodeJS.Timeout | undefined;
  return new Promise<Judgement>((resolve, reject) => {
    const start = setTimeout(
      () => reject(unchecked("The check of the edits did not start.", undefined)),
      LONGEST_START_MS,
    );
    worker.on("message", (message: "ready" | Judgement) => {
      clearTimeout(start);
      if (message !== "ready") return resolve(message);
      const since = process.cpuUsage();
      watch = setInterval(() => {
        if (processorMs(since) < LONGEST_CHECK_MS) return;
        reject(unchecked("The task's schema takes too long to check, so edits cannot be checked.", undefined));
      }, LOOK_MS);
      worker.postMessage(request);
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The schema worker ended with ${code} before it answered.`)));
  }).finally(() => {
    clearInterval(watch);
    void worker.terminate();
  });
}

/** What this whole process has used since, so never less than the check in it. */
function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

function unchecked(what: string, cause: unknown): ConsoleError {
  return new ConsoleError("edit/refused", `${what} Approve it unchanged, or reject it.`, { cause });
}
