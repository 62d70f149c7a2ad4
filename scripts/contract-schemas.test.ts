import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contractSchemas } from "#scripts/contract-schemas.ts";

test("docs/contract holds exactly the schemas that both sides validate with", () => {
  const published = Object.fromEntries(
    readdirSync("docs/contract")
      .filter((name) => name.endsWith(".schema.json"))
      .map((name) => [name, JSON.parse(readFileSync(`docs/contract/${name}`, "utf8"))]),
  );
  expect(published).toEqual(JSON.parse(JSON.stringify(contractSchemas())));
});
