import { z } from "zod";
import { Decision, Withdrawal } from "#core/decision.ts";
import { Envelope, EnvelopeSet, GateRequest, SettledEnvelope } from "#core/envelope.ts";
import { Operators } from "#core/operators.ts";

/** What task and console say to each other, as JSON Schema: by the name of the file in docs/contract. */
export function contractSchemas(): Record<string, unknown> {
  const schemas = {
    "gate-request": GateRequest,
    envelope: Envelope,
    "settled-envelope": SettledEnvelope,
    "envelope-set": EnvelopeSet,
    decision: Decision,
    withdrawal: Withdrawal,
    operators: Operators,
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" }),
    ]),
  );
}
