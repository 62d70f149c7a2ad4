import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectPath } from "#scripts/project-root.ts";

/** A test that proves a point of the checklist, as its file writes it. */
export interface ProvingTest {
  readonly number: string;
  readonly sentence: string;
  /** The file, from the project's root. */
  readonly file: string;
}

const FOLDER = "test/checklist";
const TEST_CALL = /^\s*test(?:\.[a-zA-Z]+\([^\n]*?\))?\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/gmu;

/** Every test under test/checklist, read from the source: to list them takes no window. */
export function readProvingTests(): ProvingTest[] {
  const files = readdirSync(projectPath(FOLDER)).filter((name) => name.endsWith(".test.ts"));
  return files.toSorted().flatMap((name) => {
    const source = readFileSync(projectPath(FOLDER, name), "utf8");
    return testTitles(source).map((title) => ({ ...splitTitle(title), file: join(FOLDER, name) }));
  });
}

/** The titles of the tests in a source, in its order. */
export function testTitles(source: string): string[] {
  return [...source.matchAll(TEST_CALL)].map(([, , title = ""]) => title.replaceAll(/\\(.)/gu, "$1"));
}

/** `05: a sentence` is point 05; a title without a number proves no point. */
export function splitTitle(title: string): { number: string; sentence: string } {
  const [, number = "", sentence = title] = /^(\d\d): (.+)$/su.exec(title) ?? [];
  return { number, sentence };
}
