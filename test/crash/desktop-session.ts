import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { projectPath } from "#scripts/project-root.ts";

/** Display, session bus and keyring that outlive a console: whoever is killed in it finds its keys again at once. */
export interface DesktopSession {
  /** What a console is started with to live in it. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

// Tells its environment and then waits until its input is closed.
const HOLD_OPEN = `
  process.stdout.write(JSON.stringify(process.env) + "\\n");
  process.stdin.resume().on("end", () => process.exit(0));
`;

/**
 * Opens one private session for many starts: starting a display and a keyring takes longer than starting a console.
 * Only Linux needs one; elsewhere it is the surrounding session.
 *
 * @param home where the session keeps its keyring.
 */
export async function openDesktopSession(
  home: string,
  environment: Readonly<Record<string, string>>,
): Promise<DesktopSession> {
  if (process.platform !== "linux") return { env: {}, close: async () => undefined };
  const holder = spawn(projectPath("scripts", "session", "with-session.sh"), [process.execPath, "-e", HOLD_OPEN], {
    env: { ...environment, COUNTERSIGN_HOME: home, COUNTERSIGN_SESSION: "private" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const ended = once(holder, "exit");
  const gone = ended.then(() => {
    throw new Error("The desktop session ended before it was open.");
  });
  const said = once(createInterface({ input: holder.stdout }), "line");
  const line = await Promise.race([said, gone]);
  gone.catch(() => undefined);
  const env = JSON.parse(String(line[0])) as Record<string, string>;
  return {
    env: { ...env, COUNTERSIGN_SESSION: "inherit" },
    close: async () => {
      holder.stdin.end();
      await ended;
    },
  };
}
