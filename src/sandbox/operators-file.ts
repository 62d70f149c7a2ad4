import { readFile } from "node:fs/promises";
import { z } from "zod";
import { KeyId } from "#core/identifiers.ts";

const Listed = z.array(z.looseObject({ keyId: KeyId }));

/** The key ids in the sandbox's `operators.json`, where the console has registered; none before that. */
export async function listedKeyIds(path: string): Promise<string[]> {
  try {
    return Listed.parse(JSON.parse(await readFile(path, "utf8"))).map(({ keyId }) => keyId);
  } catch {
    return [];
  }
}
