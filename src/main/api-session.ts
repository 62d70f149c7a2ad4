import { session, type Session } from "electron";
import { confineToLoopback } from "./confine-to-loopback.ts";

/** The session API calls go through: no cache, no cookies shared with the window, the system's proxy and certificates. */
export function openApiSession(compatibility: boolean): Session {
  const api = session.fromPartition("api", { cache: false });
  // SECURITY: a proxy or server on the network must not be able to ask for the operator's Windows credentials.
  api.allowNTLMCredentialsForDomains("");
  if (compatibility) confineToLoopback(api);
  return api;
}
