/** The text that the bytes are in UTF-8, a byte order mark included; throws a TypeError where they are none. */
export function readStrictUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
