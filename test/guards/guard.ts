/** One guard of docs/security.md and how it is taken out: in that file, this text instead of that. */
export interface Guard {
  readonly name: string;
  /** From the project's root. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** The vitest project and the file in it that must notice. */
  readonly project: "node" | "contracts" | "web" | "e2e";
  readonly test: string;
}

/** The file's text without the guard. @throws where its text is not there exactly once: nothing would be taken out. */
export function withoutGuard({ name, file, find, replace }: Guard, source: string): string {
  if (source.split(find).length !== 2)
    throw new Error(`The guard "${name}" does not fit ${file} any more: its text must occur there exactly once.`);
  return source.replace(find, () => replace);
}
