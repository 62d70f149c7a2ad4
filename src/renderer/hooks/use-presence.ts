import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { MethodInput, MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

const KEY = ["presence"];

/** How the console stands with the system, asked anew each time the settings show it; undefined until first known. */
export function usePresence(): MethodOutput<"presence.get"> | undefined {
  const client = useClient();
  return useQuery({
    queryKey: KEY,
    queryFn: () => client.call("presence.get", {}),
    refetchOnMount: "always",
    throwOnError: true,
  }).data;
}

export function useStartAtLogin() {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (on: boolean) => client.call("presence.startAtLogin", { on }),
    onSuccess: (presence) => queries.setQueryData(KEY, presence),
  });
}

/** Another global shortcut, or none; what the system made of it is asked for after. */
export function useShortcutChange() {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (shortcut: string) => client.call("preferences.change", { alerts: { shortcut } }),
    onSuccess: async (preferences) => {
      queries.setQueryData(["preferences"], preferences);
      await queries.invalidateQueries({ queryKey: KEY });
    },
  });
}

/** Tells nothing for a while, or everything again. */
export function useMute() {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (span: MethodInput<"alerts.mute">["span"]) => client.call("alerts.mute", { span }),
    onSuccess: (preferences) => queries.setQueryData(["preferences"], preferences),
  });
}
