import type { Page } from "@playwright/test";
import { setTimeout as sleep } from "node:timers/promises";
import { tellConsole } from "./ask-console.ts";

const LOOK_MS = 200;

/**
 * Waits until every decision is settled or parked: what is parked waits for a person, all else comes to its end by itself.
 *
 * @throws Error naming what is still on its way after that many milliseconds.
 */
export async function untilAtRest(page: Page, patienceMs: number): Promise<void> {
  const query = { tab: "outbox", search: "", order: "age", offset: 0, limit: 200 } as const;
  let moving: string[] = [];
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(LOOK_MS)) {
    const { rows } = await tellConsole(page, "queue.page", query);
    moving = rows.filter(({ state }) => state !== "parked").map(({ title, state }) => `${title} (${state})`);
    if (moving.length === 0) return;
  }
  throw new Error(`These decisions came to no end within ${patienceMs} ms: ${moving.join(", ")}`);
}
