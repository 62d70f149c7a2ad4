import { addOutcomes, reportOutcome } from "./outcome.ts";
import { runProjects, runStaticCheck, staticChecks } from "./test-steps.ts";

// What is quick enough to run before every push: no window, no server, no worker.
const outcomes = [];
for (const [name, command, args] of staticChecks) outcomes.push(await runStaticCheck(name, command, args));
outcomes.push(await runProjects(["node", "window", "house"]));
reportOutcome(addOutcomes(outcomes));
