/** A text that is planted before the console runs and looked for after it. */
export interface Plant {
  readonly name: string;
  readonly text: string;
}

/** What must be nowhere: each has the form that the real one has, and occurs in nothing else. */
export const secrets = {
  secretKey: { name: "the environment's key", text: "tr_dev_cAnArY7kQ2vX9mW4pL8sN" },
  wrongKey: { name: "a key that was refused", text: "tr_dev_cAnArYwRoNg5tB3hJ6dF" },
  callbackHash: { name: "a callback's hash", text: "ca9a12e7".repeat(8) },
  publicToken: {
    name: "a public access token",
    text: "eyJhbGciOiJIUzI1NiIsImsiOiJjYW5hcnkifQ.eyJzdWIiOiJjYW5hcnktc3ViamVjdCIsInB1YiI6dHJ1ZX0.Y2FuYXJ5LXNpZ25hdHVyZS14eQ",
  },
} as const satisfies Record<string, Plant>;

/** A key that the test of the diagnostics bundle writes into a log itself. */
export const LOGGED_ON_PURPOSE = "tr_prod_Pl4nted0000000001";

/** What belongs where it is looked for: a search that does not find these would find nothing at all. */
export const controls = {
  comment: "Canary comment 41c7: as agreed by telephone",
  title: "Pay Canary Control 93e1 GmbH",
  logLine: "canary log line 5f20 of an honest task",
} as const;
