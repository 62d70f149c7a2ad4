/** Why a name may not be the one it looks like. */
export type LookAlike =
  | { readonly kind: "mixed-scripts"; readonly scripts: readonly Script[] }
  | { readonly kind: "imitates-latin"; readonly script: Script };

type Script = (typeof SCRIPTS)[number]["name"];

// Only scripts with letters that pass for Latin ones: Han beside Latin is ordinary, Cyrillic inside a Latin word is not.
const SCRIPTS = [
  { name: "Latin", letters: /\p{Script=Latin}/u },
  { name: "Cyrillic", letters: /\p{Script=Cyrillic}/u },
  { name: "Greek", letters: /\p{Script=Greek}/u },
  { name: "Armenian", letters: /\p{Script=Armenian}/u },
  { name: "Cherokee", letters: /\p{Script=Cherokee}/u },
] as const;

/** Cyrillic and Greek letters drawn like Latin ones. */
const LATIN_SHAPES = /^[аеорсухіјѕԁԛԝһАВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρ]+$/u;

/** What is suspicious about a name's letters, or undefined where nothing is. */
export function findLookAlike(name: string): LookAlike | undefined {
  const scripts = SCRIPTS.filter(({ letters }) => letters.test(name)).map((script) => script.name);
  if (scripts.length > 1) return { kind: "mixed-scripts", scripts };
  const [script] = scripts;
  const letters = Array.from(name)
    .filter((char) => /\p{L}/u.test(char))
    .join("");
  if (script !== undefined && script !== "Latin" && LATIN_SHAPES.test(letters))
    return { kind: "imitates-latin", script };
  return undefined;
}
