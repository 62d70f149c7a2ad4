import { z } from "zod";

export { pointerSteps, valueAt } from "#core/pointer-steps.ts";

/** A JSON Pointer (RFC 6901); never the whole document. */
export const Pointer = z.string().regex(/^(?:\/(?:[^~/]|~[01])*)+$/u, "is no JSON Pointer like /amount");
export type Pointer = z.infer<typeof Pointer>;
