/** What opening the database had to repair, as a value that the window can show. Instants in milliseconds since 1970. */
export type Recovery =
  | { readonly kind: "none" }
  | {
      readonly kind: "restored";
      /** The damaged file, kept beside the database. */
      readonly movedTo: string;
      readonly restoredFrom: string;
      /** Whatever was recorded after this instant was not in the backup. */
      readonly lostSince: number;
    }
  | {
      readonly kind: "started-empty";
      readonly movedTo: string;
      /** No backup could be opened: everything is gone from this machine, and the damaged file is kept. */
      readonly lostSince: undefined;
    };
