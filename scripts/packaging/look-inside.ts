import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** What is in an unpacked app, read from its files. */
export interface PackagedContents {
  /** Paths in the app's archive. */
  readonly archive: readonly string[];
  /** Paths of native modules, in the archive or beside it. */
  readonly nativeModules: readonly string[];
  /** Scripts that an installation would run. */
  readonly installScripts: readonly string[];
}

interface ArchiveFolder {
  readonly files: Readonly<Record<string, ArchiveFolder | { readonly size: number; readonly offset?: string }>>;
}

/** Looks into an unpacked app: nothing is believed of what was configured. */
export function lookInside(unpacked: string): PackagedContents {
  const { paths, read } = openArchive(join(unpacked, "resources", "app.asar"));
  const beside = readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(unpacked, join(entry.parentPath, entry.name)));
  const manifest = JSON.parse(read("package.json")) as { scripts?: Record<string, string> };
  return {
    archive: paths,
    nativeModules: [...paths, ...beside].filter((path) => path.endsWith(".node")),
    installScripts: Object.keys(manifest.scripts ?? {}).filter((name) => /^(pre|post)?install$|^prepare$/u.test(name)),
  };
}

/** Reads the archive's own list: a size, a JSON text of nested folders, and the files one after another behind it. */
function openArchive(file: string): { paths: string[]; read: (path: string) => string } {
  const bytes = readFileSync(file);
  const root = JSON.parse(bytes.toString("utf8", 16, 16 + bytes.readUInt32LE(12))) as ArchiveFolder;
  const start = 8 + bytes.readUInt32LE(4);
  const files = new Map(listFiles(root, ""));
  return {
    paths: [...files.keys()],
    read: (path) => {
      const { offset = "0", size } = files.get(path) ?? { size: 0 };
      return bytes.toString("utf8", start + Number(offset), start + Number(offset) + size);
    },
  };
}

function listFiles(folder: ArchiveFolder, prefix: string): [string, { size: number; offset?: string }][] {
  return Object.entries(folder.files).flatMap(([name, entry]): [string, { size: number; offset?: string }][] =>
    "files" in entry ? listFiles(entry, `${prefix}${name}/`) : [[`${prefix}${name}`, entry]],
  );
}
