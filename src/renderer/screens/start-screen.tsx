import { useQuery } from "@tanstack/react-query";
import { useClient } from "#renderer/client-context.ts";
import { preferencesQuery } from "#renderer/hooks/use-preferences.ts";
import { sessionQuery } from "#renderer/hooks/use-session.ts";
import { useZoomKeys } from "#renderer/hooks/use-zoom-keys.ts";
import { ConnectScreen } from "./connect-screen.tsx";
import { Starting } from "./starting.tsx";
import { Workspace } from "./workspace.tsx";

/**
 * The first thing to do is to connect; everything else comes after. Everything below may rely on the session and the
 * preferences: they are waited for here, since React holds back for 300 ms whatever suspended.
 */
export function StartScreen() {
  const client = useClient();
  const session = useQuery(sessionQuery(client));
  const preferences = useQuery(preferencesQuery(client));
  for (const { data, error } of [session, preferences]) if (data === undefined && error !== null) throw error;
  if (session.data === undefined || preferences.data === undefined) return <Starting />;
  return <FirstScreen isConnected={session.data.environments.length > 0} />;
}

function FirstScreen({ isConnected }: { readonly isConnected: boolean }) {
  useZoomKeys();
  return isConnected ? <Workspace /> : <ConnectScreen />;
}
