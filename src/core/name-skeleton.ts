/** Letters of other scripts, and digits, that pass for Latin letters, in lower case. */
const PASSES_FOR = new Map(
  Object.entries({
    "0": "o",
    "1": "l",
    "5": "s",
    а: "a",
    в: "b",
    с: "c",
    ԁ: "d",
    е: "e",
    ѐ: "e",
    һ: "h",
    н: "h",
    і: "i",
    ї: "i",
    ј: "j",
    к: "k",
    м: "m",
    о: "o",
    р: "p",
    ԛ: "q",
    ѕ: "s",
    т: "t",
    у: "y",
    ѵ: "v",
    ԝ: "w",
    х: "x",
    α: "a",
    ε: "e",
    ι: "i",
    κ: "k",
    ν: "v",
    ο: "o",
    ρ: "p",
    τ: "t",
    υ: "u",
    χ: "x",
    ı: "i",
    ß: "ss",
  }),
);

const SHORTEST_MISTYPED = 6;
/** Names kept in memory; far more than an operator pays. */
const MOST_REMEMBERED = 5_000;

/** One name in any of its spellings: case, accents' encoding and spaces do not make another payee. */
export function sameName(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/**
 * Whether two different names are the same to a quick eye: letters that pass for others, or one letter off. Names that
 * are told apart by a number, like branches, are not.
 */
export function looksLike(a: string, b: string): boolean {
  if (sameName(a, b)) return false;
  const [first, second] = [skeleton(a), skeleton(b)];
  if (first === "" || second === "") return false;
  if (first === second) return true;
  const isMistyped = Math.min(first.length, second.length) >= SHORTEST_MISTYPED && isOneOff(first, second);
  return isMistyped && !isNumberedOtherwise(a, b);
}

function isNumberedOtherwise(a: string, b: string): boolean {
  const [first, second] = [a, b].map((name) => name.replaceAll(/\D/gu, ""));
  return first !== "" && second !== "" && first !== second;
}

const plain = remembered((name) => name.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim());

const skeleton = remembered((name) =>
  Array.from(name.normalize("NFKD").toLowerCase(), (char) => PASSES_FOR.get(char) ?? char)
    .join("")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w"),
);

/** Every decision holds its payee against all that are known, so what a name comes to is worked out once. */
function remembered(make: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const made = make(name);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(name, made);
    return made;
  };
}

/** One letter put in, left out, exchanged for another, or two neighbours swapped. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
