import { request } from "#test/console/gates.ts";
import type { BenchConsole } from "./bench-console.ts";
import { openGate, pointAt } from "./measure-decisions.ts";
import { type Measurement, measured } from "./measurement.ts";
import { paintedAfter } from "./painted-after.ts";

const ROUNDS = 30;
/** What the console comes with. */
const UNDO_MS = 5_000;

/**
 * From the click on Approve to "delivered" as painted, with the undo window that the console comes with. One after the
 * other, as without it: the end of one window would fall into the opening of a later card, time after time the same one.
 */
export async function measureUndo(bench: BenchConsole, gates: number, afterUndo: number): Promise<Measurement[]> {
  const { control, keyId } = bench;
  await bench.restart("default");
  const { page } = bench;
  const titles = Array.from({ length: ROUNDS }, (_, index) => `Undo gate ${String(index).padStart(2, "0")}`);
  await control.writeExactGates(
    titles.map((title) => ({ request: request({ title }), timeout: "20m", accepts: [keyId] })),
  );
  const samples: number[] = [];
  for (const title of titles) {
    await openGate(page, title);
    const press = await pointAt(page, page.getByRole("button", { name: "Approve", exact: true }));
    samples.push(await paintedAfter(page, "delivered", press));
  }
  return [measured("click to delivered painted with the default undo, ms", gates, samples, UNDO_MS + afterUndo)];
}
