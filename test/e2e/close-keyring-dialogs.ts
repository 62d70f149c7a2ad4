import { readdirSync, readFileSync } from "node:fs";

const LOOK_MS = 200;

/**
 * Does what a person does who closes the keyring's dialog whenever it comes up in that home's session: the program that
 * shows it ends. Answers how to stop.
 */
export function closeKeyringDialogs(home: string): () => void {
  const looking = setInterval(() => endPrompters(home), LOOK_MS);
  return () => clearInterval(looking);
}

function endPrompters(home: string): void {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/u.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("/usr/libexec/gcr-prompter")) continue;
      if (readFileSync(`/proc/${pid}/environ`, "utf8").includes(`HOME=${home}/`)) process.kill(Number(pid));
    } catch {
      // It ended by itself meanwhile.
    }
  }
}
