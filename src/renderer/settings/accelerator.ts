interface PressedKeys {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/**
 * The keys in Electron's spelling, by their place on the keyboard; undefined while it is no combination that may be taken
 * from every program: a letter, digit or function key with Ctrl, Alt or the system's key.
 */
export function acceleratorOf(keys: PressedKeys): string | undefined {
  const key = /^(?:Key([A-Z])|Digit(\d)|(F(?:1[0-9]|2[0-4]|[1-9])))$/u.exec(keys.code)?.slice(1).find(Boolean);
  if (key === undefined || !(keys.ctrlKey || keys.altKey || keys.metaKey)) return undefined;
  const modifiers = [
    keys.ctrlKey ? "Control" : "",
    keys.altKey ? "Alt" : "",
    keys.shiftKey ? "Shift" : "",
    keys.metaKey ? "Super" : "",
  ];
  return [...modifiers.filter(Boolean), key].join("+");
}

/** The same as it stands on the keys. */
export function presentAccelerator(accelerator: string): string {
  return accelerator.replace("Control", "Ctrl").replaceAll("+", " + ");
}
