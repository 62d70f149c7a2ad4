import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Settings } from "./store/settings.ts";

/** Who this sandbox is, made once a data folder: a worker that outlives a restart meets the same server again. */
export const Identity = z.object({
  secretKey: z.string(),
  accessToken: z.string(),
  projectRef: z.string(),
  projectId: z.string(),
  environmentId: z.string(),
  organizationId: z.string(),
  userId: z.string(),
});
export type Identity = z.infer<typeof Identity>;

const PROJECT_REF = "proj_countersignsandbox";

/** Reads the identity, making what is missing. `newId` gives a fresh internal id. */
export function openIdentity(settings: Settings, newId: () => string): Identity {
  return {
    secretKey: settings.once("secretKey", () => `tr_dev_${randomWord()}`),
    accessToken: settings.once("accessToken", () => `tr_pat_${randomWord()}`),
    projectRef: settings.once("projectRef", () => PROJECT_REF),
    projectId: settings.once("projectId", newId),
    environmentId: settings.once("environmentId", newId),
    organizationId: settings.once("organizationId", newId),
    userId: settings.once("userId", newId),
  };
}

function randomWord(): string {
  return randomBytes(18).toString("hex").slice(0, 32);
}
