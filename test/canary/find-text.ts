/** The ways in which a text can lie in a file: as it is, wide, as base64 wherever it begins, as hex, and percent-encoded. */
function formsOf(text: string): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(text, "utf8");
  const hex = bytes.toString("hex");
  const percent = hex.replace(/../gu, (pair) => `%${pair}`);
  const forms: [string, string | Buffer][] = [
    ["as it is", bytes],
    ["reversed", Array.from(text).toReversed().join("")],
    ["UTF-16, little end first", Buffer.from(text, "utf16le")],
    ["UTF-16, big end first", Buffer.from(text, "utf16le").swap16()],
    ["hex", hex],
    ["hex in capitals", hex.toUpperCase()],
    ["percent-encoded", encodeURIComponent(text)],
    ["percent-encoded whole", percent],
    ["percent-encoded whole in capitals", percent.toUpperCase()],
    ...[0, 1, 2].flatMap((shift): [string, string][] => {
      const core = base64Core(bytes, shift);
      return [
        [`base64 from byte ${shift}`, core],
        [`base64url from byte ${shift}`, core.replaceAll("+", "-").replaceAll("/", "_")],
      ];
    }),
  ];
  return new Map(forms.map(([name, form]) => [name, Buffer.isBuffer(form) ? form : Buffer.from(form)]));
}

/** The digits that no neighbour can change, whatever stands before the text at that place in a group of three bytes. */
function base64Core(bytes: Buffer, shift: number): string {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString("base64")
    .replace(/=+$/u, "");
  const whole = Math.floor(((shift + bytes.length) * 4) / 3);
  return padded.slice(Math.ceil((shift * 4) / 3), whole);
}

/** In which forms a text is in these bytes. */
export function findText(content: Buffer, text: string): string[] {
  return [...formsOf(text)].filter(([, form]) => content.includes(form)).map(([name]) => name);
}
