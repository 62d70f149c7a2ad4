import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { IntlProvider } from "react-intl";
import { useClient } from "#renderer/client-context.ts";
import { preferencesQuery } from "#renderer/hooks/use-preferences.ts";
import { chooseLocale } from "#renderer/messages/locale.ts";

interface AppearanceProps {
  readonly children: ReactNode;
}

/** Everything below is in the chosen language and theme; where the choice cannot be read, in the system's. */
export function Appearance({ children }: AppearanceProps) {
  const preferences = useQuery(preferencesQuery(useClient()));
  const appearance = preferences.data?.appearance;
  const locale = chooseLocale(navigator.languages, appearance?.language ?? "system");
  useEffect(() => {
    const { dataset } = document.documentElement;
    document.documentElement.lang = locale.language;
    dataset["theme"] = appearance?.theme ?? "system";
    dataset["contrast"] = appearance?.contrast ?? "normal";
    dataset["motion"] = appearance?.motion ?? "system";
  }, [locale.language, appearance]);
  return (
    <IntlProvider locale={locale.tag} messages={{ ...locale.messages }} defaultLocale="en">
      {children}
    </IntlProvider>
  );
}
