/** One step of the schema; `version` is the `user_version` it leads to. A published step never changes again. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}
