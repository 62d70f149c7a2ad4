import type { Guard } from "./guard.ts";

const verify = {
  file: "trigger/approval/verify-decision.ts",
  project: "node",
  test: "trigger/approval/verify-decision.test.ts",
} as const;

/** What the task believes. */
export const taskGuards: readonly Guard[] = [
  {
    ...verify,
    name: "the task checks the signature",
    find: "if (!isSignedBy(decision, operator.publicKey, crypto)) return",
    replace: "if (false) return",
  },
  {
    ...verify,
    name: "a decision for another token is none",
    find: "if (decision.tokenId !== facts.tokenId) return",
    replace: "if (false) return",
  },
  {
    ...verify,
    name: "a decision for another run is none",
    find: "if (decision.runId !== facts.runId) return",
    replace: "if (false) return",
  },
  {
    ...verify,
    name: "a decision on another request is none",
    find: "if (decision.requestDigest !== facts.requestDigest) return",
    replace: "if (false) return",
  },
  {
    ...verify,
    name: "a revoked key does not count",
    find: 'if (!operatorCounts(operator, at)) return "its key did not count at that time";',
    replace: "",
  },
  {
    ...verify,
    name: "nobody approves twice",
    find: "({ person, keyId }) => person === operator.person || keyId === operator.keyId",
    replace: "({ keyId }) => keyId === `${operator.person} alone`",
  },
  {
    ...verify,
    name: "nobody approves above their limit",
    find: "if (!isWithinLimits(operator, edited, facts.money)) return",
    replace: "if (false) return",
  },
  {
    ...verify,
    name: "what was approved is what is executed",
    find: "if (!isSame(checked.data, edited)) return",
    replace: "if (false) return",
  },
  {
    name: "outside development the environment does not say who may approve",
    file: "trigger/approval/operators-source.ts",
    find: 'environmentType === "DEVELOPMENT" ? environment["COUNTERSIGN_OPERATORS"] : undefined',
    replace: 'environment["COUNTERSIGN_OPERATORS"]',
    project: "node",
    test: "trigger/approval/operators-source.test.ts",
  },
  {
    name: "a key id is that of its key",
    file: "trigger/approval/operators-source.ts",
    find: "keyIdOf(publicKey, crypto) !== keyId",
    replace: "keyIdOf(publicKey, crypto) === `${keyId} never`",
    project: "node",
    test: "trigger/approval/operators-source.test.ts",
  },
  {
    name: "a timeout that the vendor would read as for ever is refused",
    file: "trigger/approval/duration.ts",
    find: "if (!/^(?:\\d{1,9}(?:w|d|hr|h|m|s))+$/u.test(text))",
    replace: "if (false)",
    project: "node",
    test: "trigger/approval/duration.test.ts",
  },
];
