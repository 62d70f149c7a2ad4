import { execFileSync } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { GateRequest } from "#core/envelope.ts";
import type { MethodInput } from "#ipc/contract.ts";
import { writeGate } from "#test/console/gates.ts";
import { tellConsole } from "#test/crash/ask-console.ts";
import { launchSpec, makeHome, type OpenedConsole, openConsole } from "#test/e2e/open-console.ts";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";

/** A notification as the daemon was asked to show it. */
interface ShownNotice {
  readonly summary: string;
  readonly body: string;
  readonly urgency: string;
}

/** A real console beside a real notification daemon, on a display and a session bus of their own. */
export interface Desktop extends OpenedConsole {
  readonly sandbox: StartedSandbox;
  /** Every notification so far, oldest first. */
  readonly notices: () => Promise<ShownNotice[]>;
  /** How many are on the screen now. */
  readonly onScreen: () => number;
  /** Runs a program on the same display and bus. */
  readonly run: (command: string, args: string[]) => string;
  /** Writes a waiting gate and has the console look. */
  readonly gate: (part?: Partial<GateRequest>, timeout?: string) => Promise<string>;
  readonly prefer: (alerts: NonNullable<MethodInput<"preferences.change">["alerts"]>) => Promise<void>;
}

interface DesktopOptions {
  readonly home?: string;
  readonly args?: string[];
  /** Without it the window stays where it opens: in front. */
  readonly hide?: boolean;
}

/** What runs in Electron's place: notes how to reach the session, starts the daemon, then the real one. */
const WITH_DAEMON = `#!/bin/sh
{ echo "DBUS_SESSION_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS"; echo "DISPLAY=$DISPLAY"; echo "XAUTHORITY=$XAUTHORITY"; echo "HOME=$HOME"; } >"$DESKTOP_FOLDER/session"
dunst -config "$DESKTOP_FOLDER/dunstrc" -print >>"$DESKTOP_FOLDER/notices" 2>/dev/null &
daemon=$!
"$REAL_ELECTRON" "$@"
code=$?
kill "$daemon" 2>/dev/null
exit "$code"
`;

// What goes from the screen was withdrawn: by itself nothing goes, however long a test takes.
const DAEMON_SETTINGS = `[global]
markup = full
[urgency_low]
timeout = 0
[urgency_normal]
timeout = 0
[urgency_critical]
timeout = 0
`;

export async function openDesktop({ home, args, hide = true }: DesktopOptions = {}): Promise<Desktop> {
  const sandbox = await startSandbox({ args: ["--no-worker"] });
  onTestFinished(() => sandbox.stop());
  const at = home ?? (await makeHome());
  const folder = join(at, "desktop");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "electron"), WITH_DAEMON);
  await chmod(join(folder, "electron"), 0o755);
  await writeFile(join(folder, "dunstrc"), DAEMON_SETTINGS);
  await writeFile(join(folder, "notices"), "");
  const opened = await openConsole({
    home: at,
    ...(args !== undefined && { args }),
    env: {
      COUNTERSIGN_ELECTRON: join(folder, "electron"),
      REAL_ELECTRON: launchSpec().env["COUNTERSIGN_ELECTRON"] ?? "",
      DESKTOP_FOLDER: folder,
      // What a session without dconf keeps settings in.
      GSETTINGS_BACKEND: "keyfile",
    },
  });
  const { page, app } = opened;
  const { url, secretKey } = sandbox.ready();
  await tellConsole(page, "session.connect", { address: url, secretKey, name: "Treasury" });
  const { operator } = await tellConsole(page, "session.get", {});
  const isOnline = async () =>
    (await tellConsole(page, "session.get", {})).environments.every(({ connection }) => connection.state === "online");
  while (!(await isOnline())) await page.waitForTimeout(50);
  if (hide) await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const session = Object.fromEntries(
    (await readFile(join(folder, "session"), "utf8"))
      .trim()
      .split("\n")
      .map((line) => line.split(/=(.*)/su).slice(0, 2) as [string, string]),
  );
  const run = (command: string, given: string[]): string =>
    execFileSync(command, given, {
      env: { ...process.env, ...session, GSETTINGS_BACKEND: "keyfile" },
      encoding: "utf8",
      timeout: 10_000,
    });
  return {
    ...opened,
    sandbox,
    run,
    notices: async () => parseNotices(await readFile(join(folder, "notices"), "utf8")),
    onScreen: () => Number(run("dunstctl", ["count", "displayed"])),
    gate: async (part, timeout) => {
      const { tokenId } = await writeGate(sandbox, operator.keyId, part, timeout);
      await tellConsole(page, "queue.refresh", {});
      return tokenId;
    },
    prefer: async (alerts) => void (await tellConsole(page, "preferences.change", { alerts })),
  };
}

function parseNotices(printed: string): ShownNotice[] {
  const field = (name: string): string[] =>
    Array.from(printed.matchAll(new RegExp(`^\\s*${name}: '?(.*?)'?$`, "gmu")), (match) => match[1] ?? "");
  const [summaries, bodies, urgencies] = [field("summary"), field("body"), field("urgency")];
  return summaries.map((summary, index) => ({ summary, body: bodies[index] ?? "", urgency: urgencies[index] ?? "" }));
}
