import { parseArgs } from "node:util";
import { runRace } from "./run-race.ts";

const TRACKS = 8;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "1000" } } });
const rounds = Number(values.rounds);
if (!Number.isSafeInteger(rounds) || rounds < 1)
  throw new RangeError(`--rounds takes a whole number from 1 on, not "${values.rounds}".`);

const { bothSent, ...figures } = await runRace(rounds, TRACKS);
console.log(`Both consoles sent in ${bothSent} rounds; in the others the slower one saw first that it was too late.`);
console.log(JSON.stringify(figures));
process.exitCode = [figures.delivered, figures.superseded, figures.winnerNamed].every((count) => count === rounds)
  ? 0
  : 1;
