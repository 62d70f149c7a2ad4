/** The name of the key that commands go with on this system. */
export function commandKey(): string {
  return /mac/iu.test(navigator.userAgent) ? "⌘" : "Ctrl";
}
