import { createContext, use } from "react";
import type { Client } from "#ipc/client.ts";

export const ClientContext = createContext<Client | null>(null);

/** The way to the main process. */
export function useClient(): Client {
  const client = use(ClientContext);
  if (client === null) throw new Error("The window is used outside its client.");
  return client;
}
