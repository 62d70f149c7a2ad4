import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import type { Client } from "#ipc/client.ts";
import type { MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

export type Session = MethodOutput<"session.get">;
export type Environment = Session["environments"][number];
export type EnvironmentKind = Environment["kind"];

export function sessionQuery(client: Client) {
  return queryOptions({ queryKey: ["session"], queryFn: () => client.call("session.get", {}) });
}

/** What the console knows of itself: operator, environments, vault, runtime, clock. Known wherever the start screen is. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery(useClient())).data;
}

/** The environment of that id; undefined where it is no longer configured. */
export function findEnvironment(session: Session, id: string): Environment | undefined {
  return session.environments.find((environment) => environment.id === id);
}
