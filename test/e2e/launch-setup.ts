import type { TestProject } from "vitest/node";
import { type Launch, prepareLaunch } from "#scripts/launch-spec.ts";

declare module "vitest" {
  export interface ProvidedContext {
    launch: Launch;
  }
}

/** Prepares runtime and build once for all e2e files; each test then starts its own console from it. */
export async function setup(project: TestProject): Promise<void> {
  project.provide("launch", await prepareLaunch(Date.now()));
}
