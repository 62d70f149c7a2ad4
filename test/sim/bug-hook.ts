import { registerHooks } from "node:module";
import { findBug } from "./bugs.ts";

/**
 * From now on this thread loads the named file of the console with the bug in it. A patch that no longer fits the code
 * is an error: it would let the hunt succeed on nothing.
 */
export function installBug(name: string): void {
  const { file, find, replace } = findBug(name);
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      if (!url.endsWith(`/src/${file}`)) return loaded;
      const source = typeof loaded.source === "string" ? loaded.source : new TextDecoder().decode(loaded.source);
      if (source.split(find).length !== 2)
        throw new Error(`The bug "${name}" does not fit ${file} any more: its text must occur there exactly once.`);
      return { ...loaded, source: source.replace(find, () => replace) };
    },
  });
}
