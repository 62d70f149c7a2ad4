/** What an item did that nothing may do. */
export interface Finding {
  readonly kind: "executed" | "crash" | "hang" | "wrong amount" | "request outside";
  readonly item: string;
  readonly what: string;
}

/** The figures of a run, and everything but `items` has to be 0. */
export interface HostileFigures {
  readonly items: number;
  readonly executed: number;
  readonly crashes: number;
  readonly hangs: number;
  readonly wrongAmounts: number;
  readonly requestsOutside: number;
}

export function figuresOf(items: number, findings: readonly Finding[]): HostileFigures {
  const count = (kind: Finding["kind"]) => findings.filter((finding) => finding.kind === kind).length;
  return {
    items,
    executed: count("executed"),
    crashes: count("crash"),
    hangs: count("hang"),
    wrongAmounts: count("wrong amount"),
    requestsOutside: count("request outside"),
  };
}
