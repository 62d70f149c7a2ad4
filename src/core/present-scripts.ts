import { presentText } from "#core/present-text.ts";

/** Why a name may not be the one it looks like. */
export type LookAlike =
  | { readonly kind: "unseen" }
  | { readonly kind: "mixed-scripts"; readonly scripts: readonly Script[] }
  | { readonly kind: "mixed-word" }
  | { readonly kind: "imitates-latin"; readonly script: Script }
  /** Letters that are drawn like plain ones and are others: full-width, mathematical, phonetic. */
  | { readonly kind: "unusual-letters"; readonly letters: string };

type Script = (typeof SCRIPTS)[number]["name"];

// Only scripts with letters that pass for Latin ones: Han beside Latin is ordinary, Cyrillic inside a Latin name is not.
const SCRIPTS = [
  { name: "Latin", letters: /\p{Script=Latin}/u },
  { name: "Cyrillic", letters: /\p{Script=Cyrillic}/u },
  { name: "Greek", letters: /\p{Script=Greek}/u },
  { name: "Armenian", letters: /\p{Script=Armenian}/u },
  { name: "Cherokee", letters: /\p{Script=Cherokee}/u },
  { name: "Coptic", letters: /\p{Script=Coptic}/u },
  { name: "Lisu", letters: /\p{Script=Lisu}/u },
] as const;

/** Scripts that are hardly written to send an invoice, and whose letters are Latin ones to the eye. */
const RARE = new Set<string>(["Cherokee", "Coptic", "Lisu"]);
/** Written beside Latin within one word as a matter of course. */
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;
/** Cyrillic and Greek letters drawn like Latin ones. */
const LATIN_SHAPES = /^[аеорсухіјѕԁԛԝһӏёїАВЕЅІЈКМНОРСТУХԌЁЇΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρϲ]+$/u;

// Latin letters outside of what languages write names with; those of Azeri, Vietnamese, Romanian, Pinyin and of the
// Slavic and Baltic languages that lie among them are ordinary.
const PHONETIC = /[\u0180-\u024f\u0250-\u02af\u1d00-\u1dbf\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f]/u;
const ORDINARY =
  /[\u018f\u0259\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u01e6-\u01eb\u01f4\u01f5\u01f8-\u021b\u0226-\u0233]/u;

/** What is suspicious about a name's letters, or undefined where nothing is. */
export function findLookAlike(name: string): LookAlike | undefined {
  if (hasUnexpectedUnseen(name)) return { kind: "unseen" };
  // Full-width letters beside Japanese are how Japanese is typed.
  const typed = EAST_ASIAN.test(name) ? name.replace(/[\uff01-\uff5e]/gu, "") : name;
  const unusual = Array.from(typed).filter(isUnusual).join("");
  if (unusual !== "") return { kind: "unusual-letters", letters: unusual };
  const scripts = SCRIPTS.filter(({ letters }) => letters.test(name)).map((script) => script.name);
  if (scripts.length > 1) return { kind: "mixed-scripts", scripts };
  if (name.split(/[^\p{L}\p{M}]+/u).some(isMixedWord)) return { kind: "mixed-word" };
  const [script] = scripts;
  if (script === undefined || script === "Latin") return undefined;
  const letters = Array.from(name)
    .filter((char) => /\p{L}/u.test(char))
    .join("");
  return RARE.has(script) || LATIN_SHAPES.test(letters) ? { kind: "imitates-latin", script } : undefined;
}

// Persian and the scripts of India spell with joiners, which join and part their own letters and nothing else.
function hasUnexpectedUnseen(name: string): boolean {
  const spelled = name.replace(/(?<=[\p{Script=Arabic}\p{M}\p{Lo}])[\u200c\u200d](?=[\p{Script=Arabic}\p{Lo}])/gu, "");
  return presentText(spelled).some((piece) => piece.kind === "marker");
}

function isUnusual(char: string): boolean {
  if (!/[\p{L}\p{Nd}\p{Nl}\p{So}]/u.test(char)) return false;
  if (PHONETIC.test(char)) return !ORDINARY.test(char);
  // Full-width, mathematical and enclosed letters and digits come down to plain ones; accents and ligatures of old do not.
  return (char.codePointAt(0) ?? 0) > 0x24f && /^[a-z0-9]+$/iu.test(char.normalize("NFKC"));
}

function isMixedWord(word: string): boolean {
  if (!/\p{Script=Latin}/u.test(word)) return false;
  return Array.from(word).some(
    (char) => /\p{L}/u.test(char) && !/\p{Script=Latin}/u.test(char) && !EAST_ASIAN.test(char) && char !== "ー",
  );
}
