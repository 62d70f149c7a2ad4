import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { Client } from "#ipc/client.ts";
import type { MethodInput, MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

export type Preferences = MethodOutput<"preferences.get">;

export function preferencesQuery(client: Client) {
  return queryOptions({ queryKey: ["preferences"], queryFn: () => client.call("preferences.get", {}) });
}

/** What the operator has chosen in the settings. Known wherever the start screen is. */
export function usePreferences(): Preferences {
  return useSuspenseQuery(preferencesQuery(useClient())).data;
}

type PreferenceChange = MethodInput<"preferences.change">;

/** Changes some preferences: on the screen at once, on disk once it has succeeded; taken back where it has not. */
export function useChangePreferences() {
  const client = useClient();
  const queries = useQueryClient();
  const { queryKey } = preferencesQuery(client);
  return useMutation({
    mutationFn: (change: PreferenceChange) => client.call("preferences.change", change),
    onMutate: (change) => {
      queries.setQueryData(queryKey, (before) => (before === undefined ? undefined : changed(before, change)));
    },
    onSuccess: (preferences) => queries.setQueryData(queryKey, preferences),
    onError: () => queries.invalidateQueries({ queryKey }),
  });
}

function changed(before: Preferences, change: PreferenceChange): Preferences {
  const sections = Object.entries(before).map(([name, section]) => [
    name,
    { ...section, ...change[name as keyof Preferences] },
  ]);
  return Object.fromEntries(sections) as Preferences;
}
