import { expect, test } from "vitest";
import { findSecretKey } from "./find-secret-key.ts";

const KEY = "tr_stg_abcdefgh12345678";

test.each([
  KEY,
  `TRIGGER_SECRET_KEY=${KEY}\n`,
  `# keys\r\nexport TRIGGER_SECRET_KEY="${KEY}"\r\nOTHER=1`,
  `${KEY} ${KEY}`,
])("the key is found in %j", (text) => {
  const found = findSecretKey(text);
  expect([found.environment, found.secret.reveal()]).toEqual(["staging", KEY]);
});

test.each([
  ["", "holds no secret key"],
  ["TRIGGER_SECRET_KEY=tr_pat_abcdefgh12345678", "holds no secret key"],
  [`${KEY}\ntr_prod_abcdefgh12345678`, "2 different keys"],
])("%j is refused, and no word of it is repeated", (text, reason) => {
  expect(() => findSecretKey(text)).toThrow(reason);
  expect(() => findSecretKey(text)).not.toThrow(/abcdefgh/u);
});
