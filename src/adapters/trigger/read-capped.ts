/**
 * Reads a body to its end or to the cap, whichever comes first. A cut stream is cancelled, which Electron's network does
 * not heed: the caller has to abort the request as well.
 */
export async function readCapped(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly cut: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      // Not awaited: a source that never settles its cancellation must not hold the caller.
      reader?.cancel().catch(() => undefined);
      return { bytes: joined(chunks), cut: true };
    }
    chunks.push(part.value);
  }
  return { bytes: joined(chunks), cut: false };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
