import { z } from "zod";
import type { UpdatesOff } from "#app/updates.ts";

/** The address that a signed build was made for, or why there is none. */
export type UpdateFeed =
  | { readonly kind: "on"; readonly feed: string }
  | { readonly kind: "off"; readonly reason: UpdatesOff };

const Manifest = z.object({ countersign: z.object({ updateFeed: z.string().max(500) }).optional() });

interface Build {
  readonly packaged: boolean;
  readonly platform: NodeJS.Platform;
  /** The package.json in the app's archive, as it was read. */
  readonly manifest: unknown;
}

/**
 * SECURITY: updates are off until somebody can tell ours from a stranger's. Only a signed build is given an address (see
 * docs/packaging.md), and only macOS and Windows check the signature of what they install; on Linux the package manager does.
 */
export function findUpdateFeed({ packaged, platform, manifest }: Build): UpdateFeed {
  if (!packaged) return { kind: "off", reason: "from-source" };
  const feed = Manifest.safeParse(manifest).data?.countersign?.updateFeed;
  if (feed === undefined || (platform !== "darwin" && platform !== "win32")) return { kind: "off", reason: "unsigned" };
  return isFeed(feed) ? { kind: "on", feed } : { kind: "off", reason: "feed-refused" };
}

/** Https, and written as it will be used: no user name, no query, nothing that had to be repaired. */
function isFeed(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, search, hash, href } = new URL(address);
  return protocol === "https:" && `${username}${password}${search}${hash}` === "" && href === address;
}
