import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { projectPath } from "#scripts/project-root.ts";

/**
 * A copy of the built console, and how it is started: many starts in a row try one and the same build, whatever is
 * built meanwhile.
 */
export async function freezeBuild(
  spec: LaunchSpec,
): Promise<{ readonly spec: LaunchSpec; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-build-"));
  for (const name of ["package.json", "out", "resources"])
    await cp(projectPath(name), join(folder, name), { recursive: true });
  await symlink(projectPath("node_modules"), join(folder, "node_modules"));
  return {
    spec: { ...spec, args: [...spec.args.slice(0, -1), folder] },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
