import type { Digest } from "#core/digest.ts";
import type { ServerToken } from "#test/crash/server-token.ts";
import type { ShownDecision } from "./window-operator.ts";

/** What the operator was told: this decision is on disk. */
export interface Receipt {
  readonly title: string;
  readonly verdict: "approve" | "reject";
}

/** What is true of a gate in the end, whatever the console says: from the server and from the database. */
export interface GateTruth {
  readonly token: ServerToken;
  /** The digest of the request that the operator was shown; undefined where it never was. */
  readonly shownDigest: Digest | undefined;
  /** Of the run that waited: how it ended, undefined where nothing executes it or it waits on. */
  readonly runStatus: string | undefined;
  /** Decision ids of the rows that the run wrote; undefined for a gate that writes none whatever is decided. */
  readonly rows: readonly string[] | undefined;
}

export interface Evidence {
  readonly receipts: readonly Receipt[];
  /** By title. */
  readonly truths: ReadonlyMap<string, GateTruth>;
  /** What the window shows in the end, by title. */
  readonly shown: ReadonlyMap<string, readonly ShownDecision[]>;
  /** Whether the operator at this window signed that decision. */
  readonly isOurs: (decision: NonNullable<ServerToken["decision"]>) => boolean;
}

export interface OfflineFigures {
  readonly decisions: number;
  readonly delivered: number;
  readonly superseded: number;
  readonly expired: number;
  readonly parked: number;
  /** Receipts whose decision is gone or came to no end, and approvals that nothing was executed for. */
  readonly lost: number;
  /** Decisions that are there twice, and rows that no decision stands for. */
  readonly doubled: number;
  /** Decisions that the window says something else of than is true. */
  readonly misreported: number;
}

type Fault = "lost" | "doubled" | "misreported";

/** One thing that is wrong, in words. */
export interface Finding {
  readonly fault: Fault;
  readonly title: string;
  readonly what: string;
}

/** Holds every receipt, and every row, against what is true; the console's own book is no witness. */
export function compareWithTruth(evidence: Evidence): { figures: OfflineFigures; findings: Finding[] } {
  const findings = [
    ...evidence.receipts.flatMap((receipt) => judgeReceipt(receipt, evidence)),
    ...[...evidence.truths].flatMap(([title, truth]) => judgeRows(title, truth)),
  ];
  const inState = (state: string): number =>
    evidence.receipts.filter(({ title }) => stateOf(evidence.shown.get(title)?.[0]) === state).length;
  const having = (fault: Fault): number => findings.filter((finding) => finding.fault === fault).length;
  return {
    findings,
    figures: {
      decisions: evidence.receipts.length,
      delivered: inState("Delivered"),
      superseded: inState("Superseded"),
      expired: inState("Expired"),
      parked: inState("Parked"),
      lost: having("lost"),
      doubled: having("doubled"),
      misreported: having("misreported"),
    },
  };
}

function judgeReceipt(receipt: Receipt, { truths, shown, isOurs }: Evidence): Finding[] {
  const { title } = receipt;
  const [said, ...more] = shown.get(title) ?? [];
  const truth = truths.get(title);
  if (said === undefined) return [{ fault: "lost", title, what: "the window shows no decision" }];
  if (truth === undefined) return [{ fault: "lost", title, what: "the server knows no such gate" }];
  const twice: Finding[] = more.length > 0 ? [{ fault: "doubled", title, what: "the window shows two decisions" }] : [];
  return [...twice, ...judgeState(receipt, said, truth, isOurs)];
}

function judgeState(
  { title, verdict }: Receipt,
  said: ShownDecision,
  { token, shownDigest, runStatus }: GateTruth,
  isOurs: Evidence["isOurs"],
): Finding[] {
  const misreported = (what: string): Finding[] => [
    { fault: "misreported", title, what: `"${said.status}", but ${what}` },
  ];
  const { decision } = token;
  const landed = decision !== undefined && isOurs(decision) ? decision : undefined;
  switch (stateOf(said)) {
    case "Delivered":
      if (landed === undefined) return misreported(`the token is ${token.status} without our decision`);
      if (landed.verdict !== verdict) return misreported(`the verdict on the token is ${landed.verdict}`);
      if (landed.requestDigest !== shownDigest) return misreported("the decision is on another request than was shown");
      if (said.status.endsWith("run completed") && runStatus !== "COMPLETED")
        return misreported(`the run is ${runStatus}`);
      return [];
    case "Superseded":
      if (token.status !== "COMPLETED" || landed !== undefined)
        return misreported(`the token is ${token.status}, perhaps by us`);
      if (decision !== undefined && !said.text.includes(decision.operator.name))
        return misreported(`${decision.operator.name}, who decided, is not named`);
      return [];
    case "Expired":
      return token.status === "TIMED_OUT" ? [] : misreported(`the token is ${token.status}`);
    case "Parked":
      return landed === undefined ? [] : misreported("our decision has landed");
    case "":
    default:
      return [{ fault: "lost", title, what: `"${said.status}" is no end` }];
  }
}

function judgeRows(title: string, { token, rows, runStatus }: GateTruth): Finding[] {
  if (rows === undefined) return [];
  const approval = token.decision?.verdict === "approve" ? token.decision.decisionId : undefined;
  const [row, ...more] = rows;
  if (more.length > 0) return [{ fault: "doubled", title, what: `${rows.length} rows were written` }];
  if (row !== undefined && row !== approval) return [{ fault: "doubled", title, what: "a row stands for no approval" }];
  if (row === undefined && approval !== undefined && runStatus !== undefined)
    return [{ fault: "lost", title, what: `approved, but the run is ${runStatus} and wrote no row` }];
  return [];
}

/** The first word of what is said: the state. */
function stateOf(said: ShownDecision | undefined): string {
  return /^\w+/u.exec(said?.status ?? "")?.[0] ?? "";
}
