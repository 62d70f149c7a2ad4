import type { GateContext } from "#trigger/approval/index.ts";
import { databasePayloads } from "./db/approval-payloads.ts";
import operators from "./operators.json" with { type: "json" };

/** What every gate of this project has in common: whom it believes and where large requests go. */
export function gateDefaults(ctx: GateContext) {
  return { ctx, operators, payloads: databasePayloads, ...modelName() };
}

// The card must not pretend that a language model wrote what the sandbox's scripted endpoint did.
function modelName(): { model: string } {
  return { model: process.env["COUNTERSIGN_MODEL"] === "scripted" ? "scripted model" : MODEL };
}

/** The model that the tasks ask. */
export const MODEL = "gpt-4o";
