import { parseArgs } from "node:util";
import { announce } from "#scripts/progress.ts";
import { type Guard, withoutGuard } from "./guard.ts";
import { guards } from "./guards.ts";
import { runTests } from "./run-tests.ts";
import { makeScratchCopy } from "./scratch-copy.ts";

// Takes each security guard out in turn and shows the test that notices: npm run guards -- [--only TEXT]
const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const chosen = guards.filter(({ name, project }) => `${project} ${name}`.includes(values.only));
const copy = makeScratchCopy();
process.once("exit", copy.remove);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const sound = await soundTests();
let noticed = 0;
if (sound) for (const guard of chosen) noticed += (await isNoticed(guard)) ? 1 : 0;
process.stdout.write(`${JSON.stringify({ guards: chosen.length, noticed })}\n`);
process.exitCode = sound && chosen.length > 0 && noticed === chosen.length ? 0 : 1;

/** A test that fails with every guard in place would notice anything. */
async function soundTests(): Promise<boolean> {
  for (const [project, found] of Map.groupBy(chosen, (guard) => guard.project)) {
    const verdict = await runTests(copy.folder, project, [...new Set(found.map(({ test }) => test))]);
    if (verdict.kind === "passed") continue;
    announce(`${project} tests do not pass with every guard in place: ${JSON.stringify(verdict, null, 2)}`);
    return false;
  }
  return true;
}

async function isNoticed(guard: Guard): Promise<boolean> {
  const verdict = await copy.changed(
    guard.file,
    (source) => withoutGuard(guard, source),
    () => runTests(copy.folder, guard.project, [guard.test]),
  );
  switch (verdict.kind) {
    case "failed":
      announce(`noticed: ${guard.name}: ${verdict.tests[0]} (${guard.test})`);
      return true;
    case "passed":
      announce(`NOT NOTICED: ${guard.name}: ${guard.test} passes without it`);
      return false;
    case "broken":
      announce(`NOT NOTICED: ${guard.name}: ${guard.test} could not run: ${verdict.said}`);
      return false;
  }
}
