import type { z } from "zod";
import type { ApprovalOptions } from "./approval-options.ts";

// Checked by the compiler alone: each expectation below fails the type check once the line it marks compiles.
declare const rest: Omit<ApprovalOptions<z.ZodObject>, "timeout">;

export const complete: ApprovalOptions<z.ZodObject> = { ...rest, timeout: "1h30m" };

// @ts-expect-error a gate without a timeout does not compile
export const withoutTimeout: ApprovalOptions<z.ZodObject> = { ...rest };

// @ts-expect-error neither does one that the vendor would wait for ever on
export const withWords: ApprovalOptions<z.ZodObject> = { ...rest, timeout: "10 minutes" };

// @ts-expect-error nor one without a unit
export const withoutUnit: ApprovalOptions<z.ZodObject> = { ...rest, timeout: "10" };

// @ts-expect-error nor one that says undefined
export const withUndefined: ApprovalOptions<z.ZodObject> = { ...rest, timeout: undefined };
