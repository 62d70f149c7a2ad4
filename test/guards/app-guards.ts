import type { Guard } from "./guard.ts";

/** What a person may decide, and when. */
export const appGuards: readonly Guard[] = [
  {
    name: "a request must have been on the screen for half a second",
    file: "src/app/shown-requests.ts",
    find: "shown.paintedAt === undefined || clock.monotonic() - shown.paintedAt < LEAST_SHOWN_MS",
    replace: "shown.paintedAt === undefined",
    project: "node",
    test: "src/app/shown-requests.test.ts",
  },
  {
    name: "what is decided is what was on the screen",
    file: "src/app/shown-requests.ts",
    find: "if (shown.digest !== digest)\n        throw",
    replace: "if (false)\n        throw",
    project: "node",
    test: "src/app/shown-requests.test.ts",
  },
  {
    name: "only a card that was on the screen can be decided",
    file: "src/app/console.ts",
    find: "shown.assertSeen(intention.tokenId, intention.digest, extent);",
    replace: "",
    project: "node",
    test: "src/app/console.test.ts",
  },
  {
    name: "of a large request all must have been on the screen to be approved",
    file: "src/app/console.ts",
    find: 'intention.verdict === "approve" ? "whole" : "part"',
    replace: '"part"',
    project: "contracts",
    test: "test/console/large-request.test.ts",
  },
  {
    name: "a large request is held against the digest that its envelope names",
    file: "src/app/read-payload.ts",
    find: "!== payload.digest)",
    replace: "=== undefined)",
    project: "node",
    test: "src/app/large-requests.test.ts",
  },
  {
    name: "a large request says what its envelope says",
    file: "src/core/whole-request.ts",
    find: "if (place !== undefined)",
    replace: "if (false)",
    project: "node",
    test: "src/app/large-requests.test.ts",
  },
  {
    name: "a request that changed after the decision is not sent",
    file: "src/app/request-objection.ts",
    find: "if (envelope.digest !== entry.requestDigest)",
    replace: "if (false)",
    project: "node",
    test: "src/app/deliver-decision.test.ts",
  },
];
