import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { MethodInput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

type EnvironmentChange = MethodInput<"environments.change">;
export type EnvironmentColour = NonNullable<EnvironmentChange["colour"]>;

/** Another name or colour for an environment. */
export function useEnvironmentChange() {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: EnvironmentChange) => client.call("environments.change", change),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["session"] }),
  });
}

/** Leaves an environment; main says no while a decision is on its way there. */
export function useEnvironmentRemoval() {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call("environments.remove", { id }),
    onSuccess: () => queries.invalidateQueries(),
  });
}
