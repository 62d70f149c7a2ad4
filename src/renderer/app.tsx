import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import type { Client } from "#ipc/client.ts";
import { ClientContext } from "./client-context.ts";
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
  const [queries] = useState(() => createQueries(client));
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <ClientContext value={client}>
          <NudgeListener />
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
function createQueries(client: Client): QueryClient {
  const queries = new QueryClient({
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
  // Asked together and before the first render, not each when the screen that shows it has been drawn.
  void queries.prefetchQuery(preferencesQuery(client));
  void queries.prefetchQuery(sessionQuery(client));
  void queries.prefetchQuery(pageQuery(client, initialFilter, 0));
  return queries;
}
