import { z } from "zod";

/**
 * Why keys are not kept at rest: the keychain is locked or there is none; it failed or did not answer in time; it would store
 * under a password that everybody knows; or it does not give back what it was given.
 */
export const VaultProblem = z.enum(["locked", "failed", "known-password", "forgetful"]);
export type VaultProblem = z.infer<typeof VaultProblem>;
