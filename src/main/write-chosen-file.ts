import { writeFile } from "node:fs/promises";
import { ConsoleError } from "#core/error.ts";

/**
 * Writes a file that a person chose, readable by them alone.
 *
 * @throws ConsoleError `store/refused` in words.
 */
export async function writeChosenFile(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { mode: 0o600 });
  } catch (error) {
    throw new ConsoleError(
      "store/refused",
      "The file could not be written. Choose another folder, or free some space.",
      { cause: error },
    );
  }
}
