import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Client } from "#ipc/client.ts";
import { ClientContext, useClient } from "./client-context.ts";
import { NudgeListener } from "./hooks/nudge-listener.tsx";
import { preferencesQuery } from "./hooks/use-preferences.ts";
import { sessionQuery } from "./hooks/use-session.ts";
import { initialFilter } from "./queue/queue-filter.ts";
import { pageQuery } from "./queue/use-queue-rows.ts";
import { StartScreen } from "./screens/start-screen.tsx";
import { Appearance } from "./settings/appearance.tsx";
import { ErrorBoundary } from "./ui/error-boundary.tsx";

interface AppProps {
  readonly client: Client;
}

export function App({ client }: AppProps) {
  const [queries] = useState(createQueries);
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <ClientContext value={client}>
          <NudgeListener />
          <FirstQuestions />
          <Appearance>
            <ErrorBoundary resetKey="window">
              <StartScreen />
            </ErrorBoundary>
          </Appearance>
        </ClientContext>
      </QueryClientProvider>
    </CSPProvider>
  );
}

// A cache fed by nudges from main: nothing is ever fetched on a timer, on focus or again after a failure.
function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: Number.POSITIVE_INFINITY,
        networkMode: "always",
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: "always", retry: false, gcTime: Number.POSITIVE_INFINITY },
    },
  });
}

/** What the first screen shows, asked together and not each when it is drawn; below the listener, which hears by then. */
function FirstQuestions() {
  const client = useClient();
  const queries = useQueryClient();
  useEffect(() => {
    void queries.prefetchQuery(preferencesQuery(client));
    void queries.prefetchQuery(sessionQuery(client));
    void queries.prefetchQuery(pageQuery(client, initialFilter, 0));
  }, [client, queries]);
  return null;
}
