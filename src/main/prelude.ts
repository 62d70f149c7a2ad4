import { webcrypto } from "node:crypto";

// Imported before anything else: the compatibility runtime's Node 18 lacks what bundled libraries take for granted.
// On Electron's own Node 24 every line here finds the real thing and leaves it alone.

interface Detail<T> extends EventInit {
  detail?: T;
}

class DetailedEvent<T> extends Event {
  readonly detail: T | null;

  constructor(type: string, options: Detail<T> = {}) {
    super(type, options);
    this.detail = options.detail ?? null;
  }
}

/** The first of several signals to abort aborts the result, with the same reason. */
function anySignal(signals: Iterable<AbortSignal>): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) {
      controller.abort(signal.reason);
      break;
    }
    signal.addEventListener("abort", () => controller.abort(signal.reason), { once: true, signal: controller.signal });
  }
  return controller.signal;
}

function promiseWithResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: PromiseWithResolvers<T>["resolve"];
  let reject!: PromiseWithResolvers<T>["reject"];
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

function canParseUrl(url: string | URL, base?: string | URL): boolean {
  try {
    return new URL(url, base).href !== "";
  } catch {
    return false;
  }
}

function fill(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

fill(globalThis, "crypto", webcrypto);
fill(globalThis, "CustomEvent", DetailedEvent);
fill(AbortSignal, "any", anySignal);
fill(Promise, "withResolvers", promiseWithResolvers);
fill(URL, "canParse", canParseUrl);
