import { useSuspenseQuery } from "@tanstack/react-query";
import type { MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

export type Session = MethodOutput<"session.get">;
export type Environment = Session["environments"][number];
export type EnvironmentKind = Environment["kind"];

/** What the console knows of itself: operator, environments, vault, runtime, clock. Suspends until first known. */
export function useSession(): Session {
  const client = useClient();
  return useSuspenseQuery({ queryKey: ["session"], queryFn: () => client.call("session.get", {}) }).data;
}

/** The environment of that id; undefined where it is no longer configured. */
export function findEnvironment(session: Session, id: string): Environment | undefined {
  return session.environments.find((environment) => environment.id === id);
}
