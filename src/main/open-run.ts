import type { Console } from "#app/console.ts";
import { ConsoleError } from "#core/error.ts";
import type { RunId } from "#core/identifiers.ts";
import type { Handlers } from "#ipc/contract.ts";
import { openExternal } from "./open-external.ts";

const CLOUD_API = "api.trigger.dev";
const CLOUD_DASHBOARD = "cloud.trigger.dev";

interface RunPage {
  readonly url: string;
  readonly host: string;
}

/**
 * Where a run is looked at in a browser: the Cloud's dashboard, or a self-hosted server, which is its own. Undefined
 * for a server that is not spoken to over https on the usual port, such as the sandbox, which has no pages.
 */
export function runPage(address: string, runId: RunId): RunPage | undefined {
  const url = new URL(address);
  if (url.protocol !== "https:" || url.port !== "") return undefined;
  const host = url.hostname === CLOUD_API ? CLOUD_DASHBOARD : url.hostname;
  return { url: `https://${host}/runs/${runId}`, host };
}

/**
 * Opens the page of a gate's run. SECURITY: the window names a gate and never an address; the address is made here, of
 * the environment that the operator connected and an id that was parsed, and its host is the one that is allowed.
 */
export function createOpenRun(console: Console, open: (url: string) => Promise<void>): Handlers["card.openRun"] {
  return async ({ tokenId }) => {
    const booked = console.booked(tokenId);
    const address = booked && console.environment(booked.gate.environmentId)?.address;
    const page =
      address === undefined || booked?.tags.runId === undefined ? undefined : runPage(address, booked.tags.runId);
    if (page === undefined || !(await openExternal(page.url, [page.host], open)))
      throw new ConsoleError("gate/unknown", "This run has no page that can be opened from here.");
    return {};
  };
}
