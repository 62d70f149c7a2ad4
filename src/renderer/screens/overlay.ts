/** What may lie over the window; one at a time. */
export type Overlay =
  | "palette"
  | "shortcuts"
  | "operator"
  | "connect"
  | "settings"
  | "environments"
  | "insight"
  | "views";
