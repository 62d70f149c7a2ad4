import { createContext, use } from "react";

/** True while gates are selected: the keys that decide mean the selection then, never the open card. */
export const Selecting = createContext(false);

export function useSelecting(): boolean {
  return use(Selecting);
}
