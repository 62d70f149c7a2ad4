import { mkdirSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { projectPath } from "./project-root.ts";

type Colour = readonly [red: number, green: number, blue: number];

const SAMPLES = 4;
const INK: Colour = [255, 255, 255];
// Told apart by mark as well as by colour, for eyes that do not see the colour.
const TRAY = {
  idle: { disc: [107, 114, 128], mark: "tick" },
  waiting: { disc: [37, 99, 235], mark: "tick" },
  urgent: { disc: [220, 38, 38], mark: "bang" },
  offline: { disc: [75, 85, 99], mark: "slash" },
  error: { disc: [180, 83, 9], mark: "cross" },
} as const satisfies Record<string, { disc: Colour; mark: Mark }>;

type Mark = "tick" | "bang" | "slash" | "cross";
type Segments = readonly (readonly [x1: number, y1: number, x2: number, y2: number])[];

/** Line segments on a unit square, each with a half width of `STROKE`. */
const MARKS: Record<Mark, Segments> = {
  tick: [
    [0.28, 0.52, 0.44, 0.68],
    [0.44, 0.68, 0.74, 0.34],
  ],
  bang: [
    [0.5, 0.24, 0.5, 0.56],
    [0.5, 0.74, 0.5, 0.75],
  ],
  slash: [[0.27, 0.73, 0.73, 0.27]],
  cross: [
    [0.33, 0.33, 0.67, 0.67],
    [0.33, 0.67, 0.67, 0.33],
  ],
};
const STROKE = 0.065;

/** Which strokes of a seven-segment figure make each digit: 0 top, 1 and 2 upper, 3 middle, 4 and 5 lower, 6 bottom. */
const LIT: Readonly<Record<number, readonly number[]>> = {
  1: [2, 5],
  2: [0, 2, 3, 4, 6],
  3: [0, 2, 3, 5, 6],
  4: [1, 2, 3, 5],
  5: [0, 1, 3, 5, 6],
  6: [0, 1, 3, 4, 5, 6],
  7: [0, 2, 5],
  8: [0, 1, 2, 3, 4, 5, 6],
  9: [0, 1, 2, 3, 5, 6],
};

drawAll();

function drawAll(): void {
  mkdirSync(projectPath("resources", "tray"), { recursive: true });
  for (const [name, { disc, mark }] of Object.entries(TRAY)) {
    writeFileSync(projectPath("resources", "tray", `${name}.png`), drawIcon(22, disc, MARKS[mark]));
    writeFileSync(projectPath("resources", "tray", `${name}@2x.png`), drawIcon(44, disc, MARKS[mark]));
  }
  writeFileSync(projectPath("resources", "icon.png"), drawIcon(512, TRAY.waiting.disc, MARKS.tick));
  // Windows lays these over the icon in its taskbar, at 16 pixels and twice that.
  mkdirSync(projectPath("resources", "overlay"), { recursive: true });
  for (const [name, figure] of overlays()) {
    writeFileSync(projectPath("resources", "overlay", `${name}.png`), drawIcon(16, TRAY.urgent.disc, figure));
    writeFileSync(projectPath("resources", "overlay", `${name}@2x.png`), drawIcon(32, TRAY.urgent.disc, figure));
  }
}

/** 1 to 9, and 9 with a plus for everything above. */
function overlays(): [name: string, figure: Segments][] {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit): [string, Segments] => [String(digit), digitAt(digit, 0.36)]);
  const plus: Segments = [
    [0.62, 0.5, 0.84, 0.5],
    [0.73, 0.39, 0.73, 0.61],
  ];
  return [...numbers, ["more", [...digitAt(9, 0.2), ...plus]]];
}

function digitAt(digit: number, left: number): Segments {
  const [right, top, middle, bottom] = [left + (digit === 1 ? 0.14 : 0.28), 0.25, 0.5, 0.75];
  const strokes: Segments = [
    [left, top, right, top],
    [left, top, left, middle],
    [right, top, right, middle],
    [left, middle, right, middle],
    [left, middle, left, bottom],
    [right, middle, right, bottom],
    [left, bottom, right, bottom],
  ];
  return strokes.filter((_stroke, index) => LIT[digit]?.includes(index));
}

function drawIcon(size: number, disc: Colour, mark: Segments): Buffer {
  const rows: Buffer[] = [];
  for (let y = 0; y < size; y++) {
    const row = Buffer.alloc(1 + size * 4);
    for (let x = 0; x < size; x++) row.set(pixel(x, y, size, disc, mark), 1 + x * 4);
    rows.push(row);
  }
  return encodePng(size, Buffer.concat(rows));
}

/** Averages a grid of samples inside the pixel, which is what makes edges smooth. */
function pixel(x: number, y: number, size: number, disc: Colour, mark: Segments): number[] {
  let covered = 0;
  let inked = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const atX = (x + ((sample % SAMPLES) + 0.5) / SAMPLES) / size;
    const atY = (y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size;
    if (Math.hypot(atX - 0.5, atY - 0.5) > 0.48) continue;
    covered++;
    if (mark.some((segment) => distanceTo(segment, atX, atY) <= STROKE)) inked++;
  }
  if (covered === 0) return [0, 0, 0, 0];
  const share = inked / covered;
  const mixed = disc.map((channel, index) => Math.round(channel * (1 - share) + (INK[index] ?? 0) * share));
  return [...mixed, Math.round((covered / (SAMPLES * SAMPLES)) * 255)];
}

function distanceTo([x1, y1, x2, y2]: readonly [number, number, number, number], x: number, y: number): number {
  const lengthSquared = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / lengthSquared));
  return Math.hypot(x - (x1 + along * (x2 - x1)), y - (y1 + along * (y2 - y1)));
}

function encodePng(size: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
