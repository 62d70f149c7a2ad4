import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { findText } from "./find-text.ts";
import type { Plant } from "./plants.ts";

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

/** The folders of a console below its home, one place each. */
export function homePlaces(home: string, when: string): Place[] {
  return [
    folderPlace(`data, ${when}`, join(home, "data")),
    folderPlace(`logs, ${when}`, join(home, "logs")),
    folderPlace(`Chromium's folder, ${when}`, join(home, "chromium")),
    folderPlace(`crash folder, ${when}`, join(home, "crashes")),
    folderPlace(`caches and keyring, ${when}`, join(home, "session")),
  ];
}

/** Something whose exact text is not known, only what it looks like. */
export interface Shape {
  readonly name: string;
  readonly shape: RegExp;
}

/** Every secret that lies where none may: texts in all the forms that a file can hold them in, shapes as they are and wide. */
export function findHits(places: readonly Place[], plants: readonly Plant[], shapes: readonly Shape[] = []): Hit[] {
  return places.flatMap((place) =>
    place.contents.flatMap(({ name, bytes }) => [
      ...plants.flatMap((plant) => {
        const forms = findText(bytes, plant.text);
        return forms.length === 0 ? [] : [{ place: place.name, content: name, secret: plant.name, forms }];
      }),
      ...shapesIn(bytes, shapes).map((secret) => ({ place: place.name, content: name, secret, forms: ["as it is"] })),
    ]),
  );
}

function shapesIn(bytes: Buffer, shapes: readonly Shape[]): string[] {
  if (shapes.length === 0) return [];
  const text = bytes.toString("latin1");
  const narrow = text.replaceAll("\0", "");
  return shapes.filter(({ shape }) => shape.test(text) || shape.test(narrow)).map(({ name }) => name);
}

/** True where the text is in that place. */
export function isIn(places: readonly Place[], name: string, text: string): boolean {
  return places.some(
    (place) => place.name === name && place.contents.some(({ bytes }) => findText(bytes, text).length > 0),
  );
}
