import type { ElectronApplication } from "@playwright/test";

/** What the window's policy refused, as the engine words it. */
export interface PolicyWatch {
  readonly violations: readonly string[];
  /** @throws Error that names every violation, where there was one. */
  readonly assertNone: () => void;
}

// Chromium's own words for what a policy refuses, in its versions 114 to 156.
const VIOLATION = /Content Security Policy|Trusted ?Type|TrustedHTML|TrustedScript/u;

/**
 * Listens to everything that the pages of an app say, from the start on: the engine hands over what it had said before
 * somebody listened, so nothing is missed.
 */
export function watchPolicy(app: ElectronApplication): PolicyWatch {
  const violations: string[] = [];
  app.context().on("console", (message) => {
    if (VIOLATION.test(message.text())) violations.push(message.text());
  });
  return {
    violations,
    assertNone: () => {
      if (violations.length > 0) throw new Error(`The window broke its own policy:\n${violations.join("\n")}`);
    },
  };
}
