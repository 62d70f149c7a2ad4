import { useEffect, useState } from "react";
import { useClient } from "#renderer/client-context.ts";
import { createSeenRows, keyOf, type SeenRow } from "./seen-rows.ts";

/** Keys of the rows that were on the screen for long enough; main keeps its own count, and its count decides. */
export function useSeenRows(visible: readonly SeenRow[]): ReadonlySet<string> {
  const client = useClient();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [rows] = useState(() =>
    createSeenRows({
      report: async (shown) => {
        await client.call("bulk.visible", { shown: [...shown] });
      },
      painted: afterTwoFrames,
      after: (milliseconds, callback) => void setTimeout(callback, milliseconds),
      now: () => performance.now(),
      onSeen: setSeen,
    }),
  );
  const key = visible.map(keyOf).join("\n");
  useEffect(() => rows.show(visibleOf(key)), [rows, key]);
  useEffect(
    () => () => {
      rows.stop();
      // Main forgets the list with the window's: nothing of it can be decided unseen later.
      client.call("bulk.close", {}).catch(() => undefined);
    },
    [rows, client],
  );
  return seen;
}

function visibleOf(key: string): SeenRow[] {
  return key === ""
    ? []
    : key.split("\n").map((row) => {
        const [tokenId = "", digest = ""] = row.split(" ");
        return { tokenId, digest };
      });
}

function afterTwoFrames(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
