import type { Bitmap } from "./png.ts";

const COLOURS = 256;
/** Colours nearer to each other than this are one in the palette, so that rare ones find a place. */
const APART = 4;

/** The same picture in at most 256 colours: the commonest that are apart from each other, the others as the nearest of them. */
export function withFewColours({ width, height, pixels }: Bitmap): Bitmap {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const chosen: number[] = [];
  for (const [colour] of [...counts].toSorted(([a, n], [b, m]) => m - n || a - b))
    if (chosen.length < COLOURS && chosen.every((one) => distance(one, colour) >= APART)) chosen.push(colour);
  const nearest = nearestIn(chosen);
  return { width, height, pixels: pixels.map(nearest) };
}

/** Finds the colour of a palette that is nearest to another colour, remembering what it found. */
export function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map<number, number>();
  return (colour) => {
    const before = known.get(colour);
    if (before !== undefined) return before;
    const found = palette.reduce((best, one) => (distance(one, colour) < distance(best, colour) ? one : best));
    known.set(colour, found);
    return found;
  };
}

/** How far two colours are apart, over the three channels. */
export function distance(a: number, b: number): number {
  return Math.hypot((a >> 16) - (b >> 16), ((a >> 8) & 255) - ((b >> 8) & 255), (a & 255) - (b & 255));
}
