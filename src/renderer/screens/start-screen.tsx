import { Suspense } from "react";
import { useSession } from "#renderer/hooks/use-session.ts";
import { useZoomKeys } from "#renderer/hooks/use-zoom-keys.ts";
import { ConnectScreen } from "./connect-screen.tsx";
import { Workspace } from "./workspace.tsx";

/** The first thing to do is to connect; everything else comes after. */
export function StartScreen() {
  return (
    <Suspense fallback={null}>
      <Chosen />
    </Suspense>
  );
}

function Chosen() {
  useZoomKeys();
  const { environments } = useSession();
  return environments.length === 0 ? <ConnectScreen /> : <Workspace />;
}
