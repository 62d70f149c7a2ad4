import { appGuards } from "./app-guards.ts";
import { coreGuards } from "./core-guards.ts";
import type { Guard } from "./guard.ts";
import { mainGuards } from "./main-guards.ts";
import { networkGuards } from "./network-guards.ts";
import { taskGuards } from "./task-guards.ts";
import { windowGuards } from "./window-guards.ts";

/** Every guard that is taken out to see who notices. */
export const guards: readonly Guard[] = [
  ...coreGuards,
  ...appGuards,
  ...taskGuards,
  ...mainGuards,
  ...networkGuards,
  ...windowGuards,
];
