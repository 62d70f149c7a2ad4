/** A stretch of untrusted text: shown as it is, or as a visible marker for a character that would act unseen. */
export type TextPiece =
  | { readonly kind: "plain"; readonly text: string }
  | { readonly kind: "marker"; readonly text: string; readonly codePoint: number };

// Direction overrides, invisible joiners and fillers, tags, control characters and halves of characters: everything
// that changes what is read without being seen. Line feed and tab are ordinary; a carriage return is not.
const UNSEEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0E\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}\p{Surrogate}]/gu;

/** Cuts text into plain pieces and markers like `⟦U+202E⟧`; joined, the plain pieces hold every visible character. */
export function presentText(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let start = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > start) pieces.push({ kind: "plain", text: text.slice(start, match.index) });
    const codePoint = match[0].codePointAt(0) ?? 0;
    pieces.push({ kind: "marker", text: markerOf(codePoint), codePoint });
    start = match.index + match[0].length;
  }
  if (start < text.length) pieces.push({ kind: "plain", text: text.slice(start) });
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

function markerOf(codePoint: number): string {
  return `⟦U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}⟧`;
}
