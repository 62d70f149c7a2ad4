import { crc32, deflateSync, inflateSync } from "node:zlib";

/** A picture as rows of colours, each 0xRRGGBB. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const RGB = 2;
const INDEXED = 3;

/** Reads a PNG of eight bits a channel without transparency, as the browser and `writePng` make them. */
export function readPng(png: Buffer): Bitmap {
  const chunks = readChunks(png);
  const header = chunks.find(({ type }) => type === "IHDR")?.data;
  if (header === undefined) throw new Error("This is no PNG.");
  const [width, height, colourType] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9]];
  if (header[8] !== 8 || (colourType !== RGB && colourType !== INDEXED))
    throw new Error("This PNG is of another kind.");
  const bytesPerPixel = colourType === RGB ? 3 : 1;
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
  const bytes = withoutFilters(raw, width * bytesPerPixel, height, bytesPerPixel);
  const palette = chunks.find(({ type }) => type === "PLTE")?.data ?? Buffer.alloc(0);
  const pixels = new Uint32Array(width * height);
  for (let index = 0; index < pixels.length; index += 1)
    pixels[index] =
      colourType === RGB ? bytes.readUIntBE(index * 3, 3) : palette.readUIntBE((bytes[index] ?? 0) * 3, 3);
  return { width, height, pixels };
}

/** Writes a picture of at most 256 colours: a third of the size that full colours take. */
export function writePng({ width, height, pixels }: Bitmap): Buffer {
  const colours = [...new Set(pixels)];
  if (colours.length > 256) throw new Error(`The picture has ${colours.length} colours; 256 are possible.`);
  const places = new Map(colours.map((colour, place) => [colour, place]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, INDEXED, 0, 0, 0], 8);
  const palette = Buffer.alloc(colours.length * 3);
  for (const [place, colour] of colours.entries()) palette.writeUIntBE(colour, place * 3, 3);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x] ?? 0) ?? 0;
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([SIGNATURE, chunk("IHDR", header), chunk("PLTE", palette), chunk("IDAT", data), chunk("IEND")]);
}

function readChunks(png: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = SIGNATURE.length; at + 8 <= png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Takes back what each row was written as the difference to: nothing, left, above, their mean, or the nearest of three. */
function withoutFilters(raw: Buffer, stride: number, height: number, bytesPerPixel: number): Buffer {
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    const start = y * stride;
    for (let x = 0; x < stride; x += 1) {
      const left = x < bytesPerPixel ? 0 : (bytes[start + x - bytesPerPixel] ?? 0);
      const above = y === 0 ? 0 : (bytes[start + x - stride] ?? 0);
      const corner = x < bytesPerPixel || y === 0 ? 0 : (bytes[start + x - stride - bytesPerPixel] ?? 0);
      const written = raw[y * (stride + 1) + 1 + x] ?? 0;
      bytes[start + x] = written + predicted(filter, left, above, corner);
    }
  }
  return bytes;
}

function predicted(filter: number | undefined, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return filter === 4 ? nearestOf(left, above, corner) : 0;
}

function nearestOf(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
