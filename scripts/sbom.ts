import { mkdir } from "node:fs/promises";
import { pinnedElectron } from "./packaging/packaged-runtime.ts";
import { writeSoftwareBill } from "./packaging/software-bill.ts";
import { projectPath } from "./project-root.ts";

// The parts of the package for release; `npm run package` writes the list that belongs to what it built.
const path = projectPath("dist", "countersign.cdx.json");
await mkdir(projectPath("dist"), { recursive: true });
await writeSoftwareBill(path, { version: pinnedElectron(), release: true });
process.stdout.write(`${path}\n`);
