import type { z } from "zod";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { RunId } from "#core/identifiers.ts";
import { ApprovalError, GateOptionsError } from "./approval-error.ts";
import type { ApprovalOptions, GateContext } from "./approval-options.ts";
import type { ApprovalOutcome } from "./approval-outcome.ts";
import { checkDeadlines } from "./ask-once.ts";
import type { GateDoor } from "./gate-door.ts";
import { createOperatorsSource } from "./operators-source.ts";
import { runGate } from "./run-gate.ts";
import { createSdkDoor } from "./sdk-door.ts";

/** How often a development run looks whether its operators file has changed. */
const OPERATORS_CHECK_MS = 2_000;

// By run and attempt: an attempt that is retried in the same process may meet its own tokens again, the same attempt may not.
const takenTokens = new Map<string, Set<string>>();

/**
 * Pauses the run until a person has decided, and answers what they decided.
 *
 * The run costs nothing while it waits. Only a decision signed by a listed operator, for exactly this request and in
 * time, is ever `approved`; whatever else completes the token opens the next round.
 *
 * @throws IncompleteParametersError where the parameters do not fit `schema`: nobody is asked.
 * @throws GateOptionsError for options that the contract refuses, a bad timeout among them.
 * @throws TooManyGatesError where the run has opened `maxGatesPerRun` gates.
 * @throws ApprovalForgedError after three completions from outside Countersign.
 *   All four are never retried, and `rollbackWith` has run.
 */
export async function requestApproval<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
): Promise<ApprovalOutcome<z.output<S>>> {
  const { ctx } = options;
  const door = createSdkDoor(ctx.run.id);
  const tools = await checked(options, () => {
    checkDeadlines(options, door.now());
    return {
      runId: parseRunId(ctx.run.id),
      operators: createOperatorsSource(options.operators, ctx.environment.type, process.env, nodeCrypto),
    };
  });
  return runGate(options, {
    ...tools,
    door,
    crypto: nodeCrypto,
    taken: takenBy(ctx),
    everySoOften: (callback) => (ctx.environment.type === "DEVELOPMENT" ? repeat(callback, door) : () => undefined),
  });
}

async function checked<S extends z.ZodObject, T>(options: ApprovalOptions<S>, check: () => T): Promise<T> {
  try {
    return check();
  } catch (error) {
    if (error instanceof ApprovalError) await options.rollbackWith?.();
    throw error;
  }
}

function parseRunId(id: string): RunId {
  const runId = RunId.safeParse(id);
  if (!runId.success) throw new GateOptionsError(`"${id}" is no run id: pass the ctx of run(payload, { ctx }).`);
  return runId.data;
}

function takenBy(ctx: GateContext): Set<string> {
  const key = `${ctx.run.id}:${ctx.attempt.number}`;
  const taken = takenTokens.get(key) ?? new Set<string>();
  takenTokens.set(key, taken);
  return taken;
}

function repeat(callback: () => Promise<void>, door: GateDoor): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    callback()
      .catch((error: unknown) => door.log("warn", `The operators could not be read again: ${String(error)}`))
      .finally(() => {
        busy = false;
      });
  }, OPERATORS_CHECK_MS);
  return () => clearInterval(timer);
}
