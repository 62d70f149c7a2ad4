const STEPS = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const;

/** The next size of the window's contents in percent, as browsers step; at the end it stays where it is. */
export function nextZoom(percent: number, direction: "in" | "out"): number {
  return direction === "in"
    ? (STEPS.find((step) => step > percent) ?? STEPS[STEPS.length - 1] ?? percent)
    : (STEPS.findLast((step) => step < percent) ?? STEPS[0]);
}
