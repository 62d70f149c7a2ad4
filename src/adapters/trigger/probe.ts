import type { Clock, Timer } from "#app/ports.ts";
import { ConsoleError } from "#core/error.ts";
import type { Secret } from "#core/secret.ts";
import { parseSecretKey } from "#core/secret-key.ts";
import type { BaseUrl } from "./base-url.ts";
import { createTriggerGateway } from "./gateway.ts";
import { type NetworkFailure, networkFailureOf } from "./network-failure.ts";

export interface ProbeOptions {
  readonly baseUrl: BaseUrl;
  readonly key: () => Promise<Secret>;
  readonly timer: Timer;
  readonly clock: Clock;
  /** Milliseconds the one call may take; the gateway's own deadline unless given. */
  readonly deadlineMs?: number;
}

type ProbeCause =
  | "key-malformed"
  | "dns"
  | "refused"
  | "offline"
  | "unroutable"
  | "proxy"
  | "tls"
  | "clock"
  | "blocked"
  | "redirected"
  | "timeout"
  | "broken"
  | "unauthorized"
  | "forbidden"
  | "restricted-key"
  | "not-trigger-dev"
  | "rate-limited"
  | "server-error";

export type ProbeResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly cause: ProbeCause; readonly message: string };

const CAUSES: Record<NetworkFailure, ProbeCause> = {
  dns: "dns",
  refused: "refused",
  offline: "offline",
  unroutable: "unroutable",
  proxy: "proxy",
  tls: "tls",
  "certificate-date": "clock",
  blocked: "blocked",
  redirect: "redirected",
  timeout: "timeout",
  broken: "broken",
};

/** Lists the environment's tokens once, as the console will, and says in words what to change where that fails. */
export async function probe(options: ProbeOptions): Promise<ProbeResult> {
  try {
    const { restricted } = parseSecretKey((await options.key()).reveal());
    return await listOnce(options, restricted);
  } catch (error) {
    if (error instanceof ConsoleError && error.code === "session/key-malformed")
      return { ok: false, cause: "key-malformed", message: error.message };
    throw error;
  }
}

async function listOnce(options: ProbeOptions, restricted: boolean): Promise<ProbeResult> {
  try {
    await createTriggerGateway(options).listWaiting();
    return { ok: true };
  } catch (error) {
    const cause = causeOf(error, restricted);
    if (cause === undefined) throw error;
    return { ok: false, cause, message: explain(cause, options) };
  }
}

function causeOf(error: unknown, restricted: boolean): ProbeCause | undefined {
  if (!(error instanceof ConsoleError)) return undefined;
  switch (error.code) {
    case "gateway/unauthorized":
      return "unauthorized";
    case "gateway/forbidden":
      return restricted ? "restricted-key" : "forbidden";
    case "gateway/rate-limited":
      return "rate-limited";
    case "gateway/intercepted":
    case "gateway/not-found":
    case "gateway/refused":
      return "not-trigger-dev";
    case "gateway/redirected":
      return "redirected";
    case "gateway/unreachable":
    case "gateway/uncertain":
      return error.cause === undefined ? "server-error" : CAUSES[networkFailureOf(error.cause)];
    default:
      return undefined;
  }
}

function explain(cause: ProbeCause, { baseUrl: { origin, loopback }, clock }: ProbeOptions): string {
  switch (cause) {
    case "key-malformed":
      return "The key is no Trigger.dev secret key.";
    case "dns":
      return `No server of the name in ${origin} was found. Check the address, and that this computer is online.`;
    case "refused":
      return loopback
        ? `Nothing listens at ${origin}. Start the local server, or check the port.`
        : `Nothing listens at ${origin}. Check the address and its port.`;
    case "offline":
      return "This computer is offline. Connect it to a network and try again.";
    case "unroutable":
      return `${origin} cannot be reached from this network. A VPN may be needed, or a firewall is in the way.`;
    case "proxy":
      return `The network's proxy does not let requests to ${origin} through. Check the system's proxy settings.`;
    case "tls":
      return `The certificate of ${origin} is not one this computer trusts. If your company runs the server, its authority's certificate must be installed on this computer.`;
    case "clock":
      return `The certificate of ${origin} is not valid on ${isoDay(clock.now())}, the date of this computer. Check the computer's clock; if it is right, the server needs a new certificate.`;
    case "blocked":
      return `This computer's policy forbids requests to ${origin}.`;
    case "redirected":
      return `${origin} sends requests on to another address, and the key is never sent after them. Enter the address of the API itself, like https://api.trigger.dev.`;
    case "timeout":
      return `${origin} took the connection and did not answer in time. Try again; if it stays so, check the address.`;
    case "broken":
      return `The connection to ${origin} broke before an answer came. Try again.`;
    case "unauthorized":
      return `${origin} does not accept this key. Copy the secret key again from the environment's API keys page, and check that the address belongs to it.`;
    case "forbidden":
      return "The key is known and may not list waitpoint tokens. Use the environment's own secret key.";
    case "restricted-key":
      return "This is a restricted key: it may complete tokens but not list them, so no gate could be shown. Use the environment's own secret key.";
    case "not-trigger-dev":
      return `What answers at ${origin} is not Trigger.dev's API: another server, or a sign-in page of this network.`;
    case "rate-limited":
      return "The address and the key are right, and the environment's rate limit is used up. Try again in a minute.";
    case "server-error":
      return `${origin} answered with an error of its own. Try again; if it stays so, its operator has to look.`;
  }
}

function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
