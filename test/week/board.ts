import { A_LONG_TIME, type OperatorName, type PlannedRequest, type Step } from "./planned-requests.ts";
import { requestKinds } from "./request-kinds.ts";
import type { WeekEnvironment } from "./week-environment.ts";
import type { Row } from "./work-at-window.ts";

/** A request whose run was started, and how far the operators have come with it. */
export interface OpenRequest {
  readonly plan: PlannedRequest;
  readonly environment: WeekEnvironment;
  /** Every run that was started for it, the last one being the one that waits. */
  readonly runIds: string[];
  /** Decisions that were taken. */
  done: number;
  /** Gates of it that are decided: the next one has another token. */
  readonly behind: Set<string>;
}

/** Everything that was asked for, and whose turn it is. */
export interface Board {
  readonly requests: readonly OpenRequest[];
  add(plan: PlannedRequest, environment: WeekEnvironment, runId: string): OpenRequest;
  /** What this operator has to decide next, in the order in which it was asked for. */
  due(operator: OperatorName): readonly OpenRequest[];
  /** Of these rows the first that is this operator's turn. */
  choose(
    operator: OperatorName,
    rows: readonly Row[],
  ): { readonly request: OpenRequest; readonly row: Row } | undefined;
  /** Requests of that environment that nobody is done with. */
  openIn(environment: WeekEnvironment): number;
}

export function createBoard(): Board {
  const requests: OpenRequest[] = [];
  // What ends soon comes first, as in the list.
  const due = (operator: OperatorName): OpenRequest[] =>
    requests
      .filter((request) => nextStep(request)?.by === operator)
      .toSorted((a, b) => Number(a.plan.timeout === A_LONG_TIME) - Number(b.plan.timeout === A_LONG_TIME));
  return {
    requests,
    add: (plan, environment, runId) => {
      const request = { plan, environment, runIds: [runId], done: 0, behind: new Set<string>() };
      requests.push(request);
      return request;
    },
    due,
    choose: (operator, rows) => {
      for (const request of due(operator)) {
        const row = rows.find((one) => isOf(request, one) && !request.behind.has(one.tokenId));
        if (row !== undefined) return { request, row };
      }
      return undefined;
    },
    openIn: (environment) =>
      requests.filter((request) => request.environment === environment && nextStep(request) !== undefined).length,
  };
}

export function nextStep({ plan, done }: OpenRequest): Step | undefined {
  return plan.steps[done];
}

/** Whether the row is one of this request's gates. */
export function isOf({ plan }: Pick<OpenRequest, "plan">, { title }: Row): boolean {
  return title.includes(requestKinds[plan.kind].mark(plan));
}
