import type { PointGroup } from "./points.ts";
import type { ProvingTest } from "./read-tests.ts";

/** The text of docs/checklist.md: point, what we do, the tests that prove it. */
export function presentChecklist(groups: readonly PointGroup[], tests: readonly ProvingTest[]): string {
  const sections = groups.map(({ name, points }) => {
    const items = points.map(({ number, promise }) => {
      const proofs = tests.filter((test) => test.number === number);
      const lines = proofs.map(({ sentence, file }) => `  - ${sentence} ([${file.split("/").at(-1)}](../${file}))`);
      return [`- **${number}** ${promise}`, ...(lines.length === 0 ? ["  - no test yet"] : lines)].join("\n");
    });
    return `## ${name}\n\n${items.join("\n")}\n`;
  });
  return `${INTRODUCTION}\n${sections.join("\n")}`;
}

const INTRODUCTION = `# The checklist

What a person who works in the window all day can expect of it, and the tests that prove each point in a real window. \`npm run checklist\` runs them and counts the points; \`npm run checklist -- --write\` writes this page.
`;
