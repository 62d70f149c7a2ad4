import { distance, nearestIn } from "./palette.ts";
import type { Bitmap } from "./png.ts";

/** A channel may be off by about this much more than the kept picture's few colours make it. */
const TOLERANCE = 8;

/**
 * How many pixels of a fresh picture are not what the kept one shows; all of them where the sizes differ. A kept picture
 * has few colours, so a pixel counts when a colour of the kept picture is clearly nearer to it than the one that stands there.
 */
export function countDifferences(fresh: Bitmap, kept: Bitmap): number {
  if (fresh.width !== kept.width || fresh.height !== kept.height) return fresh.pixels.length;
  const nearest = nearestIn([...new Set(kept.pixels)]);
  let count = 0;
  for (const [index, colour] of fresh.pixels.entries()) {
    const stands = kept.pixels[index] ?? 0;
    if (stands !== colour && distance(colour, stands) > distance(colour, nearest(colour)) + TOLERANCE) count += 1;
  }
  return count;
}
