import {
  type QueryClient,
  queryOptions,
  useMutation,
  useMutationState,
  useQueryClient,
  useSuspenseQuery,
} from "@tanstack/react-query";
import type { Client } from "#ipc/client.ts";
import type { MethodInput, MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

export type Preferences = MethodOutput<"preferences.get">;

export function preferencesQuery(client: Client) {
  return queryOptions({ queryKey: ["preferences"], queryFn: () => client.call("preferences.get", {}) });
}

type PreferenceChange = MethodInput<"preferences.change">;

const CHANGE = ["preferences.change"] as const;
const ON_THEIR_WAY = { mutationKey: CHANGE, status: "pending" } as const;

/** What the operator has chosen in the settings, changes that are on their way included. Known wherever the start screen is. */
export function usePreferences(): Preferences {
  const stored = useSuspenseQuery(preferencesQuery(useClient())).data;
  const changes = useMutationState({ filters: ON_THEIR_WAY, select: ({ state }) => state.variables });
  return withChanges(stored, changes);
}

/** The same at this instant, for what follows from a key that may be pressed faster than the window renders. */
export function useLatestPreferences(): () => Preferences {
  const queries = useQueryClient();
  const rendered = usePreferences();
  const { queryKey } = preferencesQuery(useClient());
  return () => withChanges(queries.getQueryData(queryKey) ?? rendered, changesOnTheirWay(queries));
}

/**
 * Changes some preferences: on the screen at once, on disk once it has succeeded; taken back where it has not. What is
 * shown is what is stored and over it what is on its way, so that no answer to an older question undoes a newer change.
 */
export function useChangePreferences() {
  const client = useClient();
  const queries = useQueryClient();
  const { queryKey } = preferencesQuery(client);
  return useMutation({
    mutationKey: CHANGE,
    mutationFn: (change: PreferenceChange) => client.call("preferences.change", change),
    onSuccess: (preferences) => queries.setQueryData(queryKey, preferences),
  });
}

function changesOnTheirWay(queries: QueryClient): unknown[] {
  const pending = queries.getMutationCache().findAll(ON_THEIR_WAY);
  return pending.map(({ state }) => state.variables);
}

// Only `preferences.change` has that key, so that its variables are such changes.
function withChanges(stored: Preferences, changes: readonly unknown[]): Preferences {
  return changes.reduce<Preferences>((before, change) => changed(before, change as PreferenceChange), stored);
}

function changed(before: Preferences, change: PreferenceChange): Preferences {
  const sections = Object.entries(before).map(([name, section]) => [
    name,
    { ...section, ...change[name as keyof Preferences] },
  ]);
  return Object.fromEntries(sections) as Preferences;
}
