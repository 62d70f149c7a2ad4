import { logger, metadata, task, wait } from "@trigger.dev/sdk";

interface GatePayload {
  timeout: string;
}

/** Makes a token, notes it in its metadata and waits for it. */
export const gateTask = task({
  id: "fixture-gate",
  run: async ({ timeout }: GatePayload, { ctx }) => {
    const token = await wait.createToken({
      timeout,
      idempotencyKey: `fixture:${ctx.run.id}`,
      tags: ["fixture", `run:${ctx.run.id}`],
    });
    metadata.set("tokenId", token.id);
    await metadata.flush();
    logger.info("waiting for a person", { tokenId: token.id });
    const result = await wait.forToken<{ approved: boolean }>(token);
    metadata.set("resumedAt", Date.now());
    return result.ok ? { outcome: "decided", output: result.output } : { outcome: "expired" };
  },
});

/** Fails as often as it is told to, then says on which attempt it got through. */
export const flakyTask = task({
  id: "fixture-flaky",
  retry: { maxAttempts: 3, minTimeoutInMs: 200, maxTimeoutInMs: 200, factor: 1 },
  run: async ({ failures }: { failures: number }, { ctx }) => {
    if (ctx.attempt.number <= failures) throw new Error(`attempt ${ctx.attempt.number} failed on purpose`);
    return { attempt: ctx.attempt.number };
  },
});

/** Fails once and wants its next attempt later than a worker sleeps for. */
export const slowRetryTask = task({
  id: "fixture-slow-retry",
  retry: { maxAttempts: 2, minTimeoutInMs: 31_000, maxTimeoutInMs: 31_000, factor: 1 },
  run: async (_payload: null, { ctx }) => {
    if (ctx.attempt.number === 1) throw new Error("the first attempt failed on purpose");
    return { attempt: ctx.attempt.number };
  },
});

/** Waits for a while, past the five seconds below which the SDK sleeps by itself. */
export const pauseTask = task({
  id: "fixture-pause",
  run: async ({ seconds }: { seconds: number }) => {
    await wait.for({ seconds });
    return { paused: true };
  },
});

/** Waits for another task. */
export const parentTask = task({
  id: "fixture-parent",
  run: async ({ failures }: { failures: number }) => {
    const child = await flakyTask.triggerAndWait({ failures });
    return child.ok ? { child: child.output } : { childFailed: String(child.error) };
  },
});
