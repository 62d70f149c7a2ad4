import { parentPort } from "node:worker_threads";
import type { JsonObject } from "#core/json.ts";
import { judgeParameters } from "./judge-parameters.ts";

/** What the main thread asks of the worker. */
export interface JudgeRequest {
  readonly parameters: JsonObject;
  readonly schema: JsonObject;
}

parentPort?.once("message", ({ parameters, schema }: JudgeRequest) => {
  parentPort?.postMessage(judgeParameters(parameters, schema));
});
// Starting takes longer on a busy machine than any honest check, and must not count as one.
parentPort?.postMessage("ready");
