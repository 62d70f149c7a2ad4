/** The system's global shortcuts, as far as they are needed here. */
export interface ShortcutRegistry {
  /** False where another program, or this one, has it already. @throws where the text is no shortcut. */
  register(accelerator: string, callback: () => void): boolean;
  unregister(accelerator: string): void;
}

/** Why a shortcut is not in force. */
interface ShortcutProblem {
  readonly accelerator: string;
  readonly cause: "taken" | "not-a-shortcut";
}

/** The one key combination that brings the window to the front from anywhere. */
export interface GlobalShortcut {
  /**
   * Takes another one, or none where the text is empty. The one from before stays in force unless the new one is.
   *
   * @returns the one that is in force now.
   */
  change(accelerator: string): string;
  /** Why the last change failed; undefined where it did not. */
  problem(): ShortcutProblem | undefined;
  close(): void;
}

export function createGlobalShortcut(registry: ShortcutRegistry, press: () => void): GlobalShortcut {
  let current = "";
  let problem: ShortcutProblem | undefined;

  function refusalOf(accelerator: string): ShortcutProblem | undefined {
    try {
      return registry.register(accelerator, press) ? undefined : { accelerator, cause: "taken" };
    } catch {
      return { accelerator, cause: "not-a-shortcut" };
    }
  }

  return {
    change: (accelerator) => {
      if (accelerator === current) return current;
      problem = accelerator === "" ? undefined : refusalOf(accelerator);
      if (problem !== undefined) return current;
      if (current !== "") registry.unregister(current);
      current = accelerator;
      return current;
    },
    problem: () => problem,
    close: () => {
      if (current !== "") registry.unregister(current);
    },
  };
}
