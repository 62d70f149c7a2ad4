/** One node of the vendor's trace: a span, or a log record, which is a node with a level of its own. */
export interface TraceNode {
  readonly id: string;
  readonly data: {
    readonly message: string;
    readonly startTime: Date;
    /** Nanoseconds; 0 where it has only begun. */
    readonly duration: number;
    readonly isError: boolean;
    readonly isPartial: boolean;
    readonly isCancelled: boolean;
    readonly level: string;
    readonly events?: readonly unknown[] | undefined;
  };
  readonly children: readonly TraceNode[];
}

/** Every node with its depth, parents before children. Not recursive: how deep a trace nests is up to whoever wrote the task. */
export function* walkTrace(root: TraceNode): Generator<{ readonly node: TraceNode; readonly depth: number }, void> {
  const open = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    const { children } = next.node;
    for (let index = children.length - 1; index >= 0; index -= 1)
      open.push({ node: children[index] as TraceNode, depth: next.depth + 1 });
  }
}
