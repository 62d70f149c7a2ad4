import { task } from "@trigger.dev/sdk";
import { z } from "zod";
import { type Duration, requestApproval } from "#trigger/approval/index.ts";
import { openDatabase } from "#trigger/db/database.ts";

const Grant = z.strictObject({
  person: z.string().meta({ title: "Person" }),
  system: z.string().meta({ title: "System" }),
  until: z.iso.date().meta({ title: "Until" }),
});

interface GrantPayload {
  readonly grant: z.infer<typeof Grant>;
  readonly timeout: Duration;
}

/** A gate without money, for something other than the books. */
export const accessGrant = task({
  id: "week-access-grant",
  run: async ({ grant, timeout }: GrantPayload, { ctx }) => {
    const result = await requestApproval({
      ctx,
      operators: [],
      gate: "access",
      kind: "access.grant",
      title: ({ person, system }) => `Let ${person} into the ${system}`,
      urgency: "low",
      parameters: grant,
      schema: Grant,
      editable: ["/until"],
      effect: "Writes one grant.",
      rollback: "Nothing was written.",
      timeout,
    });
    if (result.outcome !== "approved") return { outcome: result.outcome };
    const { person, system, until } = result.parameters;
    await (
      await openDatabase()
    ).query(
      `insert into week_grants (run_id, person, system, until, approved_by, decision_id)
       values ($1, $2, $3, $4, $5, $6) on conflict (run_id) do nothing`,
      [ctx.run.id, person, system, until, result.decision.operator.name, result.decision.decisionId],
    );
    return { outcome: "granted" };
  },
});
