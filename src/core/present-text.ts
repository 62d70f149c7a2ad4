/** A stretch of untrusted text: shown as it is, or as a visible marker for a character that would act unseen. */
export interface TextPiece {
  readonly kind: "plain" | "marker";
  readonly text: string;
  /** Where it begins in the original, in UTF-16 units. */
  readonly start: number;
}

// Everything that changes what is read without being seen, as inclusive ranges of code points. Line feed and tab are
// ordinary, a carriage return is not; emoji presentation (U+FE0F) is, the other variation selectors are not.
const UNSEEN: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfe00, 0xfe0e],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
];

/** Cuts text into plain pieces and markers like `⟦U+202E⟧`; the plain pieces hold every visible character. */
export function presentText(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let plainFrom = 0;
  let at = 0;
  for (const char of text) {
    const codePoint = char.codePointAt(0) ?? 0;
    if (isUnseen(codePoint)) {
      if (at > plainFrom) pieces.push({ kind: "plain", text: text.slice(plainFrom, at), start: plainFrom });
      pieces.push({ kind: "marker", text: markerOf(codePoint), start: at });
      plainFrom = at + char.length;
    }
    at += char.length;
  }
  if (plainFrom < text.length) pieces.push({ kind: "plain", text: text.slice(plainFrom), start: plainFrom });
  return pieces;
}

/** The text with every unseen character written out, for names that can only be plain text. */
export function plainText(text: string): string {
  return presentText(text)
    .map((piece) => piece.text)
    .join("");
}

/** True where the text holds a character that acts unseen. */
export function hasUnseenCharacters(text: string): boolean {
  return presentText(text).some((piece) => piece.kind === "marker");
}

function isUnseen(codePoint: number): boolean {
  // Most of what is ever shown; a large request has megabytes of it.
  if (codePoint >= 0x20 && codePoint < 0x7f) return false;
  return UNSEEN.some(([from, to]) => codePoint >= from && codePoint <= to);
}

function markerOf(codePoint: number): string {
  return `⟦U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}⟧`;
}
