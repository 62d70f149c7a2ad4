/** Everything random in a simulation comes from here, so that a seed is the whole story. */
export interface Dice {
  /** Uniform in [0, 1). */
  readonly fraction: () => number;
  chance(probability: number): boolean;
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** Dice of their own, so that one actor's throws do not move another's. */
  fork(name: string): Dice;
}

export function createDice(seed: number): Dice {
  // Mulberry32: small, fast, and good enough to choose faults with.
  let state = seed | 0;
  function fraction(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  const whole = (min: number, max: number): number => min + Math.floor(fraction() * (max - min + 1));
  return {
    fraction,
    whole,
    chance: (probability) => fraction() < probability,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
    fork: (name) => createDice(mixedSeed(seed, name)),
  };
}

function mixedSeed(seed: number, name: string): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  for (const char of name) mixed = Math.imul(mixed ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return mixed ^ (mixed >>> 13);
}
