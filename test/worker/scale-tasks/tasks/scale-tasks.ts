import { task } from "@trigger.dev/sdk";
import { z } from "zod";
import { type GateContext, requestApproval } from "#trigger/approval/index.ts";

const Order = z.strictObject({ item: z.string(), amount: z.string() });
type Order = z.infer<typeof Order>;

/** One gate, and out comes what was approved. */
export const oneGate = task({
  id: "scale-one-gate",
  run: async (order: Order, { ctx }) => approve(ctx, "order", order),
});

/** Two gates, one after the other. */
export const twoGates = task({
  id: "scale-two-gates",
  run: async (order: Order, { ctx }) => ({
    order: await approve(ctx, "order", order),
    delivery: await approve(ctx, "delivery", order),
  }),
});

/** Its gate is in the task that it waits for. */
export const parentOfGate = task({
  id: "scale-parent",
  run: async (order: Order) => {
    const child = await oneGate.triggerAndWait(order);
    return child.ok ? { child: child.output } : { failed: String(child.error) };
  },
});

/** Its first attempt fails on one side of the gate. */
export const retried = task({
  id: "scale-retried",
  retry: { maxAttempts: 20, minTimeoutInMs: 500, maxTimeoutInMs: 500, factor: 1 },
  run: async ({ failing, ...order }: Order & { failing: "before" | "after" | "never" }, { ctx }) => {
    const first = ctx.attempt.number === 1;
    if (first && failing === "before") throw new Error("failed before the gate on purpose");
    const approved = await approve(ctx, "order", order);
    if (first && failing === "after") throw new Error("failed after the gate on purpose");
    return approved;
  },
});

async function approve(ctx: GateContext, gate: string, parameters: Order) {
  const result = await requestApproval({
    ctx,
    operators: [],
    gate,
    kind: "scale.order",
    title: ({ item }) => `Order ${item}`,
    parameters,
    schema: Order,
    editable: ["/amount"],
    effect: "Orders it.",
    rollback: "Nothing was ordered.",
    timeout: "10m",
  });
  return result.outcome === "approved" ? result.parameters : result.outcome;
}
