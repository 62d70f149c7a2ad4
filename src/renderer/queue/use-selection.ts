import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useClient } from "#renderer/client-context.ts";
import type { QueueFilter } from "./queue-filter.ts";
import { readPlace } from "./use-queue-rows.ts";

/** As many as main takes at a time. */
export const MOST_SELECTED = 1_000;

/** Gates chosen to be decided or put off together: kept by id while rows move, without those that no longer wait. */
export interface Selection {
  readonly ids: readonly string[];
  /** How many were dropped because they no longer wait. */
  readonly dropped: number;
  readonly toggle: (tokenId: string) => void;
  /** Adds everything from where the selection was begun last to that gate. */
  readonly extendTo: (tokenId: string) => Promise<void>;
  readonly addAll: () => Promise<void>;
  readonly clear: () => void;
}

interface Chosen {
  readonly ids: readonly string[];
  readonly anchor?: string;
}

export function useSelection(filter: QueueFilter): Selection {
  const client = useClient();
  const [chosen, setChosen] = useState<Chosen>({ ids: [] });
  const gone = useGone(chosen.ids);
  const ids = chosen.ids.filter((tokenId) => !gone.has(tokenId));
  const { tab: _tab, ...query } = filter;

  function add(more: readonly string[], anchor: string | undefined): void {
    setChosen((before) => ({
      ids: [...new Set([...before.ids, ...more])].slice(0, MOST_SELECTED),
      ...(anchor !== undefined && { anchor }),
    }));
  }

  return {
    ids,
    dropped: chosen.ids.length - ids.length,
    toggle: (tokenId) =>
      setChosen(({ ids: before }) => ({
        ids: before.includes(tokenId)
          ? before.filter((id) => id !== tokenId)
          : [...before, tokenId].slice(0, MOST_SELECTED),
        anchor: tokenId,
      })),
    extendTo: async (tokenId) => {
      const to = await readPlace(client, filter, tokenId);
      const from = chosen.anchor === undefined ? to : ((await readPlace(client, filter, chosen.anchor)) ?? to);
      if (to === undefined || from === undefined) return;
      const limit = Math.min(MOST_SELECTED, Math.abs(to - from) + 1);
      const range = await client.call("queue.ids", { ...query, offset: Math.min(from, to), limit });
      add(range.tokenIds, chosen.anchor ?? tokenId);
    },
    addAll: async () => {
      const all = await client.call("queue.ids", { ...query, offset: 0, limit: MOST_SELECTED });
      add(all.tokenIds, chosen.anchor);
    },
    clear: () => setChosen({ ids: [] }),
  };
}

/** Which of these no longer wait for a decision here; asked again at every nudge about the queue. */
function useGone(tokenIds: readonly string[]): ReadonlySet<string> {
  const client = useClient();
  const gone = useQuery({
    queryKey: ["queue", "gone", tokenIds],
    queryFn: async () => {
      const still = new Set((await client.call("queue.stillWaiting", { tokenIds: [...tokenIds] })).tokenIds);
      return new Set(tokenIds.filter((tokenId) => !still.has(tokenId)));
    },
    enabled: tokenIds.length > 0,
    placeholderData: keepPreviousData,
    // A selection changes at every key; what was asked about an earlier one is of no use.
    gcTime: 0,
  });
  return gone.data ?? NONE;
}

const NONE: ReadonlySet<string> = new Set();
