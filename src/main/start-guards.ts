/** SECURITY: switches that open the process, its traffic or its keys to whoever starts it. Fuses cannot turn these off. */
export const forbiddenSwitches: ReadonlySet<string> = new Set([
  "remote-debugging-port",
  "remote-debugging-pipe",
  "remote-allow-origins",
  "inspect",
  "inspect-brk",
  "inspect-port",
  "inspect-wait",
  "inspect-publish-uid",
  "wait-for-debugger-children",
  "js-flags",
  "load-extension",
  "no-sandbox",
  "disable-setuid-sandbox",
  "disable-namespace-sandbox",
  "disable-seccomp-filter-sandbox",
  "disable-gpu-sandbox",
  "single-process",
  "browser-subprocess-path",
  "renderer-cmd-prefix",
  "utility-cmd-prefix",
  "gpu-launcher",
  "disable-web-security",
  "disable-site-isolation-trials",
  "ignore-certificate-errors",
  "ignore-certificate-errors-spki-list",
  "host-rules",
  "host-resolver-rules",
  "proxy-server",
  "proxy-pac-url",
  "log-net-log",
  "ssl-key-log-file",
  "password-store",
  "unsafely-treat-insecure-origin-as-secure",
  "allow-running-insecure-content",
  "disable-features",
  "user-data-dir",
]);

export interface Start {
  readonly packaged: boolean;
  readonly isRoot: boolean;
  readonly commandLine: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Why this start is refused, in words for the person who made it, or undefined. Only an installed console refuses. */
export function refuseStart(start: Start): string | undefined {
  if (!start.packaged) return undefined;
  if (start.isRoot) return "Countersign does not run as root. Start it as the person who decides.";
  if (start.environment["SSLKEYLOGFILE"] !== undefined) {
    return "Countersign does not start while SSLKEYLOGFILE is set: it would write its connections' keys to disk.";
  }
  const found = start.commandLine.map(switchName).find((name) => name !== undefined && forbiddenSwitches.has(name));
  return found === undefined ? undefined : `Countersign does not start with --${found}.`;
}

function switchName(argument: string): string | undefined {
  return /^--?([a-z0-9-]+)/iu.exec(argument)?.[1]?.toLowerCase();
}
