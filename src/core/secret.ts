const SHOWN = "[secret]";

/**
 * A key that cannot be printed: `String()`, `JSON.stringify` and Node's `inspect` all show `[secret]`.
 * The text comes out through `reveal()` alone, so every place that handles it can be found by that word.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return SHOWN;
  }
}
