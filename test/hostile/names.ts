/** Every name that these parts make, in the order of the parts. */
function combine(...parts: readonly (readonly string[])[]): string[] {
  return parts.reduce<string[]>((names, part) => names.flatMap((name) => part.map((word) => `${name}${word}`)), [""]);
}

const arabic = combine(
  ["شركة ", "مؤسسة ", "مصنع ", "علي ", "فاطمة "],
  ["النور", "الأمل", "الخليج", "محمد", "الشرق", "الرياض", "عبد الله", "الزهراء"],
  [" للتجارة", " المحدودة", " وأولاده", " القابضة", " للنقل"],
);
const hebrew = combine(
  ["דוד ", "שרה ", "חברת ", "מפעלי ", "יעל "],
  ["כהן", "לוי", "מזרחי", "פרץ", "ביטון", "אברהם", "גולן", "הצפון"],
  [' בע"מ', " ובניו", " שירותים", " הובלות", " ושות׳"],
);
const eastAsian = combine(
  ["東京", "株式会社", "北京", "上海", "서울", "株式会社トヨタ", "臺北", "ソニー"],
  ["電力", "商事", "银行", "贸易", "전자", "物流", "工業", "ネット"],
  ["", " TEPCO", "グループ", "有限公司"],
);
const cyrillic = combine(
  ["Газпром ", "Иван ", "Ольга ", "ООО ", "Завод ", "Київ", "Ђорђе ", "Български "],
  ["Иванов", "Петренко", "Шевченко", "Ромашка", "Ђоковић", "Промышленность", "Щукина", "Юнион"],
  ["", " и сыновья", " Холдинг", " ЛТД"],
);
const latin = combine(
  ["Zoë ", "Łukasz ", "Nguyễn ", "Şirket ", "Øresund ", "Françoise ", "Əliyev ", "Þór ", "ACME ", "O'Neill & "],
  ["Müller", "Gómez", "Kovács", "Žižek", "Yıldız", "Țăndărică", "Văn Đức", "Sørensen", "Straße", "d'Àvila"],
  [" GmbH", " Ltd."],
);

/** A thousand names as people and companies write them, in five kinds of script. */
export const ordinaryNames: readonly string[] = [
  ...[arabic, hebrew].flatMap((names) => names.slice(0, 200)),
  ...eastAsian.slice(0, 200),
  ...cyrillic.slice(0, 200),
  ...latin.slice(0, 200),
];

const IMITATED = [
  "ACME GmbH",
  "Apple Inc",
  "PayPal Europe",
  "Siemens AG",
  "Nordwind Logistik",
  "Microsoft",
  "Chase Bank",
];

/** Letters that pass for the plain one before the colon, of other scripts and of other blocks. */
const HOMOGLYPHS: Readonly<Record<string, string>> = {
  a: "\u0430\u03b1\u0251\uff41",
  c: "\u0441\u03f2\uff43",
  e: "\u0435\uff45\u212f",
  i: "\u0456\u0269\uff49\u03b9",
  k: "\u043a\u03ba\uff4b",
  o: "\u043e\u03bf\u0585\uff4f\u10ff",
  p: "\u0440\u03c1\uff50",
  s: "\u0455\uff53\ua731",
  r: "\u0433\uff52\u0280",
  l: "\u04cf\uff4c",
  A: "\u0410\u0391\u13aa\uff21\ua4ee",
  B: "\u0412\u0392\u13f4\uff22\ua4d0",
  C: "\u0421\u03f9\u13df\uff23\u216d",
  E: "\u0415\u0395\u13ac\uff25\ua4f0",
  M: "\u041c\u039c\u13b7\uff2d\u216f",
  P: "\u0420\u03a1\u13e2\uff30\ua4d1",
  S: "\u0405\u13da\uff33\ua4e2",
  N: "\u039d\uff2e\ua4e0\u2c9a",
  I: "\u0406\u0399\uff29\u2160",
  G: "\u050c\u13c0\uff27\ua4d6",
};
const UNSEEN = [
  "\u202e",
  "\u202d",
  "\u2066",
  "\u2067",
  "\u200b",
  "\u200e",
  "\u200f",
  "\u00ad",
  "\u2060",
  "\ufeff",
  "\u{e0041}",
];
/** Whole names in another script. */
const WHOLE = [
  "\u0410\u0421\u041c\u0415",
  "\u0420\u0430\u0443\u0420\u0430\u04cf",
  "\u0391\u03a1\u03a1\u0395",
  "\u13aa\u13df\u13b7\u13ac",
  "\ua4d0\ua4ee\ua4e0\ua4d7",
];

/** Names that are not what they look like: one foreign letter, one unseen character, or a whole other script. */
export const imitatingNames: readonly string[] = [...new Set(IMITATED.flatMap(imitationsOf)), ...WHOLE];

function imitationsOf(name: string): string[] {
  const swapped = Array.from(name).flatMap((char, index) =>
    Array.from(HOMOGLYPHS[char] ?? "").map((other) => name.slice(0, index) + other + name.slice(index + 1)),
  );
  const hidden = UNSEEN.flatMap((char) => [3, name.length - 1].map((at) => name.slice(0, at) + char + name.slice(at)));
  const mathematical = name.replace(/[a-z]/gu, (char) => String.fromCodePoint(0x1d41a + char.charCodeAt(0) - 97));
  return [...swapped, ...hidden, mathematical, name.replace(/./gu, (char) => fullWidth(char))];
}

function fullWidth(char: string): string {
  return /[!-~]/u.test(char) ? String.fromCodePoint(char.charCodeAt(0) + 0xfee0) : char;
}
