import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { contractSchemas } from "#scripts/contract-schemas.ts";

// `node scripts/publish-schemas.ts`: writes docs/contract/*.schema.json anew, for authors in other languages.
const folder = fileURLToPath(new URL("../docs/contract/", import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(contractSchemas()))
  writeFileSync(`${folder}${name}`, `${JSON.stringify(schema, null, 2)}\n`);
