import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { findText } from "./find-text.ts";
import { secrets } from "./plants.ts";

/** Somewhere a secret could come to lie, and what lies there. */
export interface Place {
  readonly name: string;
  readonly contents: readonly { readonly name: string; readonly bytes: Buffer }[];
}

export interface Hit {
  readonly place: string;
  readonly content: string;
  readonly secret: string;
  readonly forms: readonly string[];
}

/** Every file below a folder, links not followed; a folder that is not there holds nothing. */
export function folderPlace(name: string, folder: string): Place {
  return { name, contents: existsSync(folder) ? [...filesBelow(folder)] : [] };
}

export function textPlace(name: string, text: string): Place {
  return { name, contents: [{ name, bytes: Buffer.from(text) }] };
}

function* filesBelow(folder: string): Generator<Place["contents"][number]> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile() && statSync(path).size > 0) yield { name: path, bytes: readFileSync(path) };
  }
}

/** Every secret that lies where none may. */
export function findHits(places: readonly Place[]): Hit[] {
  return places.flatMap((place) =>
    place.contents.flatMap((content) =>
      Object.values(secrets).flatMap((secret) => {
        const forms = findText(content.bytes, secret.text);
        return forms.length === 0 ? [] : [{ place: place.name, content: content.name, secret: secret.name, forms }];
      }),
    ),
  );
}

/** True where the text is in that place. */
export function isIn(places: readonly Place[], name: string, text: string): boolean {
  return places.some(
    (place) => place.name === name && place.contents.some(({ bytes }) => findText(bytes, text).length > 0),
  );
}
