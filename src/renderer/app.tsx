import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { IntlProvider } from "react-intl";
import type { Client } from "#ipc/client.ts";
import { ClientContext } from "./client-context.ts";
import { NudgeListener } from "./hooks/nudge-listener.tsx";
import type { Locale } from "./messages/locale.ts";
import { StartScreen } from "./screens/start-screen.tsx";
import { ErrorBoundary } from "./ui/error-boundary.tsx";

interface AppProps {
  readonly client: Client;
  readonly locale: Locale;
}

export function App({ client, locale }: AppProps) {
  const [queries] = useState(createQueries);
  return (
    <IntlProvider locale={locale.tag} messages={{ ...locale.messages }} defaultLocale="en">
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queries}>
          <ClientContext value={client}>
            <NudgeListener />
            <ErrorBoundary resetKey="window">
              <StartScreen />
            </ErrorBoundary>
          </ClientContext>
        </QueryClientProvider>
      </CSPProvider>
    </IntlProvider>
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
